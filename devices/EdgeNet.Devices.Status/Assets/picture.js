import { shape } from "./server.js";

const doubt = 0.9;

/** The newest picture, with the digits that were read in it. */
export class Picture {
  #image = document.getElementById("image");
  #overlay = document.getElementById("overlay");
  #note = document.getElementById("picture-note");
  #digits = shape("g");
  #shown = 0;
  #loading = false;

  /** Columns and rows of the camera's frame; 0 before the first. */
  width = 0;
  height = 0;

  constructor() {
    this.#overlay.append(this.#digits);
    this.#image.addEventListener("load", () => { this.#loading = false; });
    this.#image.addEventListener("error", () => { this.#loading = false; this.#shown = 0; });
  }

  update(picture) {
    if (picture === null) return;
    if (picture.width !== this.width || picture.height !== this.height) {
      [this.width, this.height] = [picture.width, picture.height];
      this.#overlay.setAttribute("viewBox", `0 0 ${this.width} ${this.height}`);
      this.#image.width = this.width;
      this.#image.height = this.height;
      this.#image.hidden = false;
      this.#overlay.dispatchEvent(new Event("resized"));
    }
    if (picture.number !== this.#shown && !this.#loading) {
      this.#shown = picture.number;
      this.#loading = true;
      this.#image.src = `/picture.jpg?number=${picture.number}`;
      this.#draw(picture.digits);
      this.#note.textContent = `${picture.width} × ${picture.height}, ${new Date(picture.time).toLocaleString()}`;
    }
  }

  /** The size of letters over the picture, in its pixels, so that they are of like size on every screen. */
  get letter() {
    const shown = this.#overlay.getBoundingClientRect().width || this.width;
    return 14 * this.width / shown;
  }

  #draw(digits) {
    const size = this.letter;
    this.#digits.replaceChildren(...digits.map(({ character, confidence, box: [x, y, width, height] }) => shape(
      "g",
      { class: confidence < doubt ? "digit doubt" : "digit" },
      shape("title", { text: `${character}, ${(100 * confidence).toFixed(1)} %` }),
      shape("rect", { x, y, width, height }),
      shape("text", { x, y: Math.max(size, y - size / 4), "font-size": size, text: character }),
    )));
    // For those who do not see it, the picture says what was read.
    const text = digits.map((digit) => digit.character).join("");
    this.#image.alt = text ? `The newest picture of the camera; read in it: ${text}` : "The newest picture of the camera";
  }
}
