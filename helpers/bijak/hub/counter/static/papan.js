// The board: asks every two seconds what has changed, and draws it.
"use strict";

const SECONDS = 2;
const SIZES = [1, 0.9, 0.8, 0.7, 0.6]; // of letters; 0.6 is 16 px at 1280 × 720
const numbers = new Intl.NumberFormat("id-ID");
const at = (id) => document.getElementById(id);
let chosen = null; // the item that the trainer picked; null: those to be taught again
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
  const answered = numbers.format(item.terisi);
  const who = item.keliru
    ? `${numbers.format(item.sama)} dari ${answered} orang`
    : `${numbers.format(item.tepat)} dari ${answered} tepat`;
  const shown = make("article", "", make("h3", "", `${item.nama} · ${who}`));
  if (!item.keliru) {
    shown.append(make("p", "keliru", "Kekeliruannya beragam. Kerjakan soal ini bersama."));
    return shown;
  }
  if (item.pilihan) shown.append(make("p", "pilihan", `✗ ${item.pilihan}`));
  shown.append(make("p", "keliru", item.keliru));
  return shown;
}

// Nobody scrolls on a projector: letters shrink until both mistakes are in sight.
function fit(box) {
  for (const size of SIZES) {
    box.style.setProperty("--huruf", size);
    if (box.scrollHeight <= box.clientHeight) return;
  }
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
  const picked = chosen === null ? null : data.soal[chosen];
  const shown = picked?.keliru ? [picked] : data.ulang.map((place) => data.soal[place]);
  const words = shown.map(mistake);
  const enough = "Tidak ada soal yang perlu diulas. Tekan soal untuk melihat kekeliruannya.";
  const none = make("p", "belum", data.cukup ? enough : "Belum cukup jawaban.");
  const text = (words.length ? words : [none]).map((one) => one.textContent).join("|");
  if (at("ulas").dataset.isi !== text || !at("ulas").firstChild) {
    at("ulas").dataset.isi = text;
    at("ulas").replaceChildren(...(words.length ? words : [none]));
  }
  at("condong").hidden = !data.condong;
  at("kata").textContent = data.condong ? data.condong.kata.join(" ") : "";
  at("banyak").textContent = data.condong ? numbers.format(data.condong.orang) : "";
  fit(at("ulas").parentElement);
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

window.addEventListener("resize", () => fit(at("ulas").parentElement));
look();
document.querySelector("select").addEventListener("change", ({ target }) => {
  target.form.submit();
});
document.querySelector("header button").hidden = true; // choosing is enough here
