const assert = require("node:assert/strict");
const { test } = require("node:test");
const { face, veiled, veiledBox } = require("../../assets/js/exactness.js");
const { formOf, FORMS } = require("../../assets/js/marks.js");
const { vagueness } = require("../../assets/js/place_names.js");

test("the lock is there for those who may open it, and for who has it open", () => {
  assert.equal(face({ may_see_exactly: false, exact: false }).hidden, true);
  assert.deepEqual(face({ may_see_exactly: true, exact: false }), { hidden: false, pressed: false, key: "exact.switch_on" });
  assert.deepEqual(face({ may_see_exactly: true, exact: true }), { hidden: false, pressed: true, key: "exact.switch_off" });
});

test("what is blurred looks like an area of its own and says why", () => {
  const speak = { say: (key) => key, number: String };
  assert.equal(formOf({ precision: 2, blurred: "km1" }), FORMS.blurred);
  assert.equal(formOf({ precision: 4, blurred: "admin" }), FORMS.area);
  assert.equal(formOf({ precision: 2, blurred: "km1", vicinity: "N" }), FORMS.beside);
  assert.equal(vagueness({ precision: 2, blurred: "km10" }, speak), "blurred.km10");
  assert.equal(vagueness({ precision: 2 }, speak), "precision.2");
});

test("while positions are exact neither an address nor a picture has one of them in its middle", () => {
  const camp = { lon: 37.018733, lat: 35.903417 };
  assert.deepEqual(veiled({ ...camp, zoom: 14 }), { lon: 37, lat: 35.9, zoom: 9 });
  assert.deepEqual(veiled({ lon: 37.04, lat: 35.94, zoom: 4 }), veiled({ ...camp, zoom: 4 }));
  const around = (km) => [camp.lon - km, camp.lat - km, camp.lon + km, camp.lat + km];
  assert.deepEqual(veiledBox(around(0.02)), [36.9, 35.8, 37.1, 36]);
  assert.deepEqual(veiledBox(around(0.001)), [37, 35.9, 37.1, 36]);
});
