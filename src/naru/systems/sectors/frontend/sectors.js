// A file dropped anywhere on the zone stands in the form's field; without this script the field is chosen by hand.
const zone = document.getElementById("sectors-drop");
const field = document.getElementById("sectors-file");
const name = document.getElementById("sectors-name");

const show = () => { name.textContent = field.files.length ? field.files[0].name : ""; };

if (zone && field) {
  for (const kind of ["dragenter", "dragover"]) zone.addEventListener(kind, (event) => { event.preventDefault(); zone.classList.add("over"); });
  for (const kind of ["dragleave", "drop"]) zone.addEventListener(kind, (event) => { event.preventDefault(); zone.classList.remove("over"); });
  zone.addEventListener("drop", (event) => {
    if (!event.dataTransfer.files.length) return;
    const held = new DataTransfer();
    held.items.add(event.dataTransfer.files[0]);
    field.files = held.files;
    show();
  });
  field.addEventListener("change", show);
}
