// Small helps only: every page works without this file.
"use strict";

// Say at once that something happens, and send a form only once.
function busy(element, words) {
  element.setAttribute("aria-busy", "true");
  element.dataset.semula = element.textContent;
  element.textContent = words;
}

document.addEventListener("submit", (event) => {
  const form = event.target;
  const button = form.querySelector("button");
  if (!form.dataset.sibuk || !button) return;
  if (button.getAttribute("aria-busy")) {
    event.preventDefault();
    return;
  }
  busy(button, form.dataset.sibuk);
});

document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-sibuk]");
  if (link && !event.ctrlKey && !event.metaKey) busy(link, link.dataset.sibuk);
});

// A page that the browser kept may show the participant of before: ask again.
window.addEventListener("pageshow", (event) => {
  if (event.persisted) window.location.reload();
});

// Tell open notebooks that somebody else may sit here now.
new BroadcastChannel("bijak").postMessage("berganti");
