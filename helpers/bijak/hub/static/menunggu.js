// The page opens by itself once the server is there; without scripts it reloads.
"use strict";

const bar = document.getElementById("kemajuan");
const events = new EventSource(bar.dataset.kabar);

events.onmessage = ({ data }) => {
  const { progress, ready, failed } = JSON.parse(data);
  if (progress) bar.value = progress;
  if (!ready && !failed) return;
  events.close();
  window.location.reload();
};

// A hub that was away for a moment cannot tell any more: ask for the page again.
events.onerror = () => setTimeout(() => window.location.reload(), 3000);
