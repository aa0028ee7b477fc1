"use strict";

/*
 * Completion in the search box, as a combobox with a list of what may be meant. An extra: without it the box searches.
 * The list is built of text nodes alone; what it says in words comes from the form's data attributes.
 */

const PAUSE = 120; // milliseconds without a key before the archive is asked

class Completion {
  constructor(box) {
    this.box = box;
    this.form = box.form;
    this.active = -1;
    this.choices = [];
    this.list = document.createElement("ul");
    this.list.id = `${box.id}-choices`;
    this.list.className = "choices";
    this.list.hidden = true;
    this.list.setAttribute("role", "listbox");
    this.list.setAttribute("aria-label", this.form.dataset.choices);
    this.status = document.createElement("p");
    this.status.className = "visually-hidden";
    this.status.setAttribute("role", "status");
    this.form.append(this.list, this.status);
    box.setAttribute("role", "combobox");
    box.setAttribute("aria-autocomplete", "list");
    box.setAttribute("aria-controls", this.list.id);
    box.setAttribute("aria-expanded", "false");
    box.addEventListener("input", () => this.wait());
    box.addEventListener("keydown", (event) => this.press(event));
    box.addEventListener("blur", () => this.close());
  }

  wait() {
    clearTimeout(this.timer);
    this.request?.abort(); // an answer to what is no longer in the box comes too late
    if (!this.box.value.trim()) return this.close();
    this.timer = setTimeout(() => this.ask(this.box.value), PAUSE);
  }

  async ask(text) {
    this.request = new AbortController();
    const address = `${this.form.dataset.complete}?${new URLSearchParams({ q: text })}`;
    try {
      const answer = await fetch(address, { signal: this.request.signal });
      if (answer.ok) this.show((await answer.json()).completions);
    } catch (error) {
      if (error.name !== "AbortError") this.close(); // offline: the box still searches
    }
  }

  show(choices) {
    this.choices = choices;
    this.list.replaceChildren(...choices.map((choice, number) => this.option(choice, number)));
    this.open(choices.length > 0 && document.activeElement === this.box);
    this.status.textContent = choices.length ? this.form.dataset.found.replace("0", choices.length) : "";
  }

  option(choice, number) {
    const option = document.createElement("li");
    option.id = `${this.list.id}-${number}`;
    option.setAttribute("role", "option");
    option.setAttribute("aria-selected", "false");
    const label = document.createElement("span");
    label.lang = "zh";
    label.textContent = choice.label;
    const kind = document.createElement("span");
    kind.className = "choice-kind";
    kind.textContent = this.form.dataset[choice.kind];
    option.append(label, " ", kind);
    option.addEventListener("mousedown", (event) => event.preventDefault()); // the box keeps the focus
    option.addEventListener("click", () => this.go(number));
    return option;
  }

  press(event) {
    if (event.isComposing || this.list.hidden) {
      if (event.key === "ArrowDown" && !event.isComposing && this.choices.length) this.open(true);
      return;
    }
    const steps = { ArrowDown: 1, ArrowUp: -1 };
    if (event.key in steps) {
      event.preventDefault();
      this.move(steps[event.key]);
    } else if (event.key === "Escape") {
      event.preventDefault();
      this.close();
    } else if (event.key === "Enter" && this.active >= 0) {
      event.preventDefault();
      this.go(this.active);
    }
  }

  /* Up from the first choice and down from the last one lead back to the box. */
  move(step) {
    const places = this.choices.length + 1;
    this.active = ((this.active + 1 + step + places) % places) - 1;
    [...this.list.children].forEach((option, number) =>
      option.setAttribute("aria-selected", String(number === this.active)),
    );
    if (this.active < 0) return this.box.removeAttribute("aria-activedescendant");
    const option = this.list.children[this.active];
    this.box.setAttribute("aria-activedescendant", option.id);
    option.scrollIntoView({ block: "nearest" });
  }

  go(number) {
    const { pathname, search } = new URL(this.choices[number].url, location.href);
    location.assign(pathname + search);
  }

  open(is) {
    this.active = -1;
    this.list.hidden = !is;
    this.box.setAttribute("aria-expanded", String(is));
    this.box.removeAttribute("aria-activedescendant");
  }

  close() {
    clearTimeout(this.timer);
    this.request?.abort();
    this.open(false);
  }
}

for (const form of document.querySelectorAll("form[data-complete]")) {
  new Completion(form.querySelector("input[type=search]"));
}
