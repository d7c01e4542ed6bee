// Everything works without this file. With it: the reader is led to what is wrong with a form, a
// page is left without a trace, and what was typed is kept on the server when a phone falls asleep.
(() => {
  "use strict";
  document.querySelector("[data-focus]")?.focus();

  document.querySelectorAll("[data-exit]").forEach((link) => {
    link.addEventListener("click", (event) => {
      event.preventDefault();
      // Empty the page at once, and take its place in the history.
      document.body.hidden = true;
      document.title = "";
      location.replace(link.href);
    });
  });

  // A form that names a draft address is saved there: nothing is left on a phone that others use.
  document.querySelectorAll("form[data-draft]").forEach((form) => {
    const said = form.querySelector("[data-draft-state]");
    let timer;
    const written = () => new URLSearchParams(new FormData(form)).toString();
    // What stands there when the page opens is no draft: only what somebody changes is.
    let last = written();
    const save = () => {
      clearTimeout(timer);
      const body = written();
      if (body === last) return;
      last = body;
      fetch(form.dataset.draft, {
        method: "POST", body, keepalive: body.length < 60000, credentials: "same-origin",
        headers: { "Content-Type": "application/x-www-form-urlencoded" },
      }).then((answer) => {
        if (!answer.ok) last = "";
        if (said) said.textContent = answer.ok ? said.dataset.saved : said.dataset.unsaved;
      }, () => { last = ""; if (said) said.textContent = said.dataset.unsaved; });
    };
    form.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(save, 1500); });
    form.addEventListener("submit", () => clearTimeout(timer));
    document.addEventListener("visibilitychange", () => { if (document.visibilityState === "hidden") save(); });
  });

  // One thumb, one submission: the server counts on its id, this only spares the second try.
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.dataset.sent) { event.preventDefault(); return; }
    form.dataset.sent = "yes";
    setTimeout(() => { delete form.dataset.sent; }, 5000);
  });
})();
