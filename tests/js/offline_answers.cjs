// Answers questions from what an offline file carries, as its page would: {data, language, asked: [[what, wanted], …]} from
// standard input, a list of answers to standard output; cubes as they are decoded. Used by tests/unit/dashboard/offline.
"use strict";
const fs = require("node:fs");
const path = require("node:path");

const parts = require("./helpers.cjs").parts();
for (const name of ["fold_text", "folding", "selecting", "choices", "source"]) {
  require(path.join(__dirname, "..", "..", "assets", "offline", `${name}.js`));
}

const plain = (value) => JSON.parse(JSON.stringify(value, (_, each) => (ArrayBuffer.isView(each) ? Array.from(each) : each)));

/** What a cube says, wherever its days are counted from. */
function told(bytes) {
  const cube = parts.cube.decode(bytes);
  const windows = [[17410, 17420], [17400, 17500], [17415, 17415], [0, 30000]];
  return plain({
    marks: cube.marks,
    first: cube.first,
    last: cube.last,
    stories: cube.header.stories,
    without_place: cube.header.without_place,
    undated: cube.header.undated,
    sums: windows.map(([first, last]) => ({ ...parts.cube.windowSums(cube, first, last), edges: 0 })),
    totals: windows.map(([first, last]) => parts.cube.windowTotals(cube, first, last)),
  });
}

async function main() {
  const { data, language, asked, cubes } = JSON.parse(fs.readFileSync(0, "utf-8"));
  const source = parts.offlineSource.create(data, language);
  const answers = [];
  for (const [what, wanted] of asked) {
    const answer = await source[what](what === "suggestions" ? wanted.q : wanted);
    answers.push(answer instanceof ArrayBuffer ? told(answer) : plain(answer));
  }
  const served = cubes.map((each) => told(Uint8Array.from(Buffer.from(each, "base64")).buffer));
  process.stdout.write(JSON.stringify({ answers, served }));
}

main();
