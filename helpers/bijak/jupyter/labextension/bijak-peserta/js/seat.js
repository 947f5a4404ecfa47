// Notices when somebody else sits down at the laptop, or when the server has gone.

const SECONDS = 5;

function cookie(name) {
  return new RegExp(`\\b${name}=([^;]*)`).exec(document.cookie)?.[1] ?? "";
}

// `owner` is the participant whose page this is, or empty when it is nobody's;
// `alive` is called with what the server has answered, each time.
export function watchSeat(base, owner, tell, alive) {
  let mine = owner;

  async function look() {
    let answer;
    try {
      // In a class the hub believes a cookie only together with this.
      const headers = { "X-XSRFToken": cookie("_xsrf") };
      answer = await fetch(`${base}/keadaan`, { cache: "no-store", headers });
    } catch {
      tell("terputus");
      return;
    }
    // 403: another start of Bijak. 424: a class, whose server has to start again.
    // The page that comes then says what to do.
    if (answer.status === 403 || answer.status === 424 || answer.redirected) {
      window.location.reload();
      return;
    }
    if (!answer.ok) {
      tell("terputus");
      return;
    }
    const told = await answer.json();
    const { peserta, semua } = told;
    if (semua) mine = peserta; // a trainer's server: every file may be open
    mine ||= peserta;
    if (!peserta || peserta !== mine) {
      window.location.replace(base);
      return;
    }
    tell("tersambung", mine);
    alive(told);
  }

  look();
  setInterval(() => document.hidden || look(), SECONDS * 1000);
  document.addEventListener("visibilitychange", look);
  new BroadcastChannel("bijak").onmessage = look;
}
