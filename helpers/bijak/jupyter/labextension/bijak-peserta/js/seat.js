// Notices when somebody else sits down at the laptop, or when the server has gone.

const SECONDS = 5;

// `owner` is the participant whose page this is, or empty when it is nobody's.
export function watchSeat(base, owner, tell) {
  let mine = owner;

  async function look() {
    let answer;
    try {
      answer = await fetch(`${base}/keadaan`, { cache: "no-store" });
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
    if (!peserta || peserta !== mine) window.location.replace(base);
    tell("tersambung", mine);
  }

  look();
  setInterval(() => document.hidden || look(), SECONDS * 1000);
  document.addEventListener("visibilitychange", () => document.hidden || look());
  new BroadcastChannel("bijak").onmessage = look;
}
