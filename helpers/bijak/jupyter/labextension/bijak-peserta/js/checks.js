// Lets an open assignment know when the trainer allows Periksa sekarang, or takes it
// back. The page hears it with the answer to "who is here"; the kernel is told only
// when something has changed, and asks by itself how often it may be pressed.

const TARGET = "bijak-periksa";

export function makeChecks(tracker) {
  let allowed = {};
  const known = new WeakMap(); // panel → what was allowed when its cells began to run

  function inform(panel) {
    const kernel = panel.sessionContext.session?.kernel;
    const now = JSON.stringify(allowed);
    if (!kernel || !known.has(panel) || known.get(panel) === now) return;
    known.set(panel, now);
    const comm = kernel.createComm(TARGET);
    comm.open({ periksa: allowed });
    comm.close();
  }

  return {
    // While the cells run the kernel is not disturbed: it asks anyway.
    around(panel, tell) {
      let before = "";
      return (what) => {
        if (what === "menyiapkan") {
          before = JSON.stringify(allowed);
          known.delete(panel);
        }
        if (what === "siap") known.set(panel, before);
        tell(what);
      };
    },
    hear(told) {
      allowed = told ?? {};
      tracker.forEach(inform);
    },
  };
}
