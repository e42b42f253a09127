// A file that is dropped on the form is read at once; without this script it is chosen by its field.
const form = document.querySelector("[data-drop]");
form?.addEventListener("dragover", (event) => { event.preventDefault(); form.classList.add("over"); });
form?.addEventListener("dragleave", () => form.classList.remove("over"));
form?.addEventListener("drop", (event) => {
  form.classList.remove("over");
  if (!event.dataTransfer.files.length) return;
  event.preventDefault();
  form.querySelector("[name=file]").files = event.dataTransfer.files;
  form.requestSubmit();
});
