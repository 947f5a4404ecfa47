// The board: asks every two seconds what has changed, and draws it.
"use strict";

const SECONDS = 2;
const MOST_SHOWN = 2;
const numbers = new Intl.NumberFormat("id-ID");
const at = (id) => document.getElementById(id);
let chosen = null; // the item that the trainer picked; null: the commonest mistakes
let last = null;

function make(tag, classes, ...children) {
  const made = document.createElement(tag);
  if (classes) made.className = classes;
  made.append(...children);
  return made;
}

// One item: its name, how many answered as a bar, and in it how many were right.
function itemRow(item, people, number) {
  const share = (count) => `${people ? (100 * count) / people : 0}%`;
  const bar = make("span", "batang");
  const filled = make("span", "terisi");
  filled.style.width = share(item.terisi);
  bar.append(filled);
  if (item.tepat !== null) {
    const right = make("span", "tepat");
    right.style.width = share(item.tepat);
    bar.append(right);
  }
  const says = item.tepat === null ? "" : ` · ✓ ${numbers.format(item.tepat)}`;
  const flag = make("span", "tanda", item.ulas ? "▲ Ulas lagi" : "");
  const button = make(
    "button",
    "",
    make("span", "nama", item.nama),
    bar,
    make("span", "angka", `${numbers.format(item.terisi)}${says}`),
    flag,
  );
  button.type = "button";
  button.disabled = !item.keliru;
  button.setAttribute("aria-pressed", String(chosen === number));
  button.addEventListener("click", () => {
    chosen = chosen === number ? null : number;
    draw(last);
  });
  return make("li", item.ulas ? "perlu" : "", button);
}

function mistake(item) {
  const who = `${numbers.format(item.sama)} dari ${numbers.format(item.terisi)} orang`;
  const shown = make("article", "", make("h3", "", `${item.nama} · ${who}`));
  if (item.pilihan) shown.append(make("p", "pilihan", `✗ ${item.pilihan}`));
  shown.append(make("p", "keliru", item.keliru));
  return shown;
}

function draw(data) {
  last = data;
  for (const name of ["hadir", "mengerjakan", "terkumpul"]) {
    at(name).textContent = numbers.format(data[name]);
  }
  at("orang").textContent = data.orang ? `dari ${numbers.format(data.orang)}` : "";
  const people = Math.max(1, data.hadir, ...data.soal.map((item) => item.terisi));
  const focused = [...at("soal").children].indexOf(document.activeElement?.closest("li"));
  at("soal").replaceChildren(
    ...data.soal.map((item, number) => itemRow(item, people, number)),
  );
  at("soal").classList.toggle("banyak", data.soal.length > 8);
  if (focused >= 0) at("soal").children[focused]?.firstChild.focus();
  const made = data.soal.filter((item) => item.keliru);
  const picked = chosen === null ? null : data.soal[chosen];
  const shown = picked?.keliru
    ? [picked]
    : made.sort((a, b) => b.ulas - a.ulas || b.sama - a.sama).slice(0, MOST_SHOWN);
  const words = shown.map(mistake);
  const none = make("p", "belum", "Belum ada yang dapat ditampilkan.");
  const text = words.map((one) => one.textContent).join("|");
  if (at("ulas").dataset.isi !== text || !at("ulas").firstChild) {
    at("ulas").dataset.isi = text;
    at("ulas").replaceChildren(...(words.length ? words : [none]));
  }
}

async function look() {
  const broken = document.querySelector(".putus");
  try {
    const { alamat, xsrf } = document.body.dataset;
    const headers = { "X-XSRFToken": xsrf };
    const answer = await fetch(alamat, { cache: "no-cache", headers });
    if (answer.status === 403) {
      // The login has ended. Not at once: a page must not reload itself all the time.
      setTimeout(() => window.location.reload(), 10 * SECONDS * 1000);
      broken.hidden = false;
      return;
    }
    if (!answer.ok) throw new Error(answer.status);
    const text = await answer.text();
    if (text !== look.text) draw(JSON.parse(text));
    look.text = text;
    broken.hidden = true;
  } catch {
    broken.hidden = false;
  }
  setTimeout(look, SECONDS * 1000);
}

look();
document.querySelector("select").addEventListener("change", ({ target }) => {
  target.form.submit();
});
document.querySelector("header button").hidden = true; // choosing is enough here
