// The container that JupyterLab asks for this extension, written by hand so that
// nothing has to be built: init() receives JupyterLab's own packages, get() returns
// ours. The folder is not called static: what lies in one of that name is
// cached by browsers for ever.
"use strict";

(() => {
  const here = document.currentScript.src;
  let shared = {};

  // The copy of a package that JupyterLab itself uses.
  async function load(name) {
    const versions = Object.values(shared[name] ?? {});
    const own = versions.find((one) => one.from === "@jupyterlab/application-top");
    const chosen = own ?? versions[versions.length - 1];
    if (!chosen) throw new Error(`JupyterLab does not share ${name}`);
    return (await chosen.get())();
  }

  function style() {
    const link = document.createElement("link");
    link.rel = "stylesheet";
    link.href = new URL("style.css", here).href;
    document.head.append(link);
    return () => ({});
  }

  async function extension() {
    const { makePlugins } = await import(new URL("plugin.js", here).href);
    const plugins = await makePlugins(load);
    return () => ({ __esModule: true, default: plugins });
  }

  window._JUPYTERLAB = window._JUPYTERLAB ?? {};
  window._JUPYTERLAB["bijak-peserta"] = {
    init(scope) {
      shared = scope;
    },
    get: async (name) => (name === "./style" ? style() : extension()),
  };
})();
