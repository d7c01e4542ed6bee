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
      // The page is left first: the server may be slow, and is told on the way.
      if (link.href !== link.dataset.exit)
        fetch(link.href, { keepalive: true, redirect: "manual", credentials: "same-origin" }).catch(() => {});
      location.replace(link.dataset.exit);
    });
  });

  // A form that names a draft address is saved there: nothing is left on a phone that others use. The server keeps the
  // draft with the highest number, and none once the form was saved: they may arrive in any order.
  const forms = document.querySelectorAll("form[data-draft]");
  forms.forEach((form) => {
    const said = form.querySelector("[data-draft-state]");
    const say = (state) => { if (said) said.textContent = said.dataset[state]; };
    let timer;
    let number = Number(form.dataset.number) || 0;
    const written = () => new URLSearchParams(new FormData(form)).toString();
    // What stands there when the page opens is no draft: only what somebody changes is.
    let last = written();
    const save = () => {
      clearTimeout(timer);
      const typed = written();
      if (typed === last) return;
      last = typed;
      number = Math.max(number + 1, Date.now());
      const body = `${typed}&draft-number=${number}`;
      fetch(form.dataset.draft, {
        method: "POST", body, keepalive: body.length < 60000, credentials: "same-origin",
        headers: { "Content-Type": "application/x-www-form-urlencoded" },
      }).then((answer) => {
        if (answer.ok) return say("saved");
        if (answer.status === 410) return say("closed");
        last = "";
        say(answer.status === 401 ? "out" : "unsaved");
      }, () => { last = ""; say("unsaved"); });
    };
    form.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(save, 1500); });
    form.addEventListener("submit", () => clearTimeout(timer));
    document.addEventListener("visibilitychange", () => { if (document.visibilityState === "hidden") save(); });
    addEventListener("online", save);
  });
  // A page that is called back may have been saved since: as the server has it now, not as it was left.
  addEventListener("pageshow", (event) => { if (event.persisted && forms.length) location.reload(); });

  // One thumb, one submission: the server counts on its id, this only spares the second try.
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.dataset.sent) { event.preventDefault(); return; }
    form.dataset.sent = "yes";
    setTimeout(() => { delete form.dataset.sent; }, 5000);
  });
})();
