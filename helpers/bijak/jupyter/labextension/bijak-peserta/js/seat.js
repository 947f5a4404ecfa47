// Notices when somebody else sits down at the laptop, or when the server has gone.

const SECONDS = 5;

// In a class the hub answers a script only with the token that the page was given.
function xsrf() {
  return /(?:^|; )_xsrf=([^;]*)/.exec(document.cookie)?.[1] ?? "";
}

// `owner` is the participant whose page this is, or empty when it is nobody's;
// `alive` is called whenever the server has answered.
export function watchSeat(base, owner, tell, alive) {
  let mine = owner;

  async function look() {
    let answer;
    try {
      const headers = { "X-XSRFToken": xsrf() };
      answer = await fetch(`${base}/keadaan`, { cache: "no-store", headers });
    } catch {
      tell("terputus");
      return;
    }
    if (answer.status === 403 || answer.redirected) {
      window.location.reload(); // another start of Bijak: its page says what to do
      return;
    }
    const { peserta } = await answer.json();
    mine ||= peserta;
    if (!peserta || peserta !== mine) {
      window.location.replace(base);
      return;
    }
    tell("tersambung", mine);
    alive();
  }

  look();
  setInterval(() => document.hidden || look(), SECONDS * 1000);
  document.addEventListener("visibilitychange", look);
  new BroadcastChannel("bijak").onmessage = look;
}
