/** Loaded before the program (`--import`): its clock is wrong by as many days as the address of this file says (`?400`). */
const days = Number(new URL(import.meta.url).search.slice(1));
const True = Date;
const wrong = () => True.now() + days * 86_400_000;

globalThis.Date = class extends True {
  constructor(...given) {
    if (given.length === 0) super(wrong());
    else super(...given);
  }
  static now() {
    return wrong();
  }
};
