// A box to sign in: strokes become a PNG in the form's own file field. Without this file the box stays hidden.
const INK = "#16202A", SHARP = 2, WIDTH = 2.5;
for (const field of document.querySelectorAll("input[data-signature]")) {
  const box = document.querySelector(".signing"), canvas = box.querySelector("canvas");
  box.hidden = false;
  const pen = canvas.getContext("2d");
  const clear = () => {
    canvas.width = canvas.clientWidth * SHARP;
    canvas.height = canvas.clientHeight * SHARP;
    Object.assign(pen, { strokeStyle: INK, lineWidth: WIDTH * SHARP, lineCap: "round", lineJoin: "round" });
    field.value = "";
  };
  const place = (event) => {
    const at = canvas.getBoundingClientRect();
    return [(event.clientX - at.left) * SHARP, (event.clientY - at.top) * SHARP];
  };
  const keep = () => canvas.toBlob((picture) => {
    const files = new DataTransfer();
    files.items.add(new File([picture], "signature.png", { type: "image/png" }));
    field.files = files.files;
  }, "image/png");
  let drawing = false;
  canvas.addEventListener("pointerdown", (event) => {
    drawing = true;
    canvas.setPointerCapture(event.pointerId);
    pen.beginPath();
    pen.moveTo(...place(event));
    pen.lineTo(...place(event)); // a point is a stroke too
    pen.stroke();
  });
  canvas.addEventListener("pointermove", (event) => {
    if (!drawing) return;
    for (const one of event.getCoalescedEvents?.() ?? [event]) pen.lineTo(...place(one));
    pen.stroke();
  });
  for (const end of ["pointerup", "pointercancel"]) canvas.addEventListener(end, () => {
    if (drawing) keep();
    drawing = false;
  });
  box.querySelector("button").addEventListener("click", clear);
  clear();
}
