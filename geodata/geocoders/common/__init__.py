"""What the geocoders share; services stand beside this folder, one file each."""
