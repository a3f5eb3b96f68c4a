"use strict";
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const $ = (id) => document.getElementById(id);
  const MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ");
  const KINDS = { verbatim: "Verbatim copy", edited: "Edited copy", trimmed: "Trimmed copy", extended: "Extended copy",
    excerpt: "Excerpt", revision: "Other version", same_page: "Same page", origin: "Copy" };
  const ROLES = { own_text: "own text", origin: "origin", compilation: "compilation", copy: "copy", revision: "revision" };
  const PAGE = 150;
  const SAME = "Same event as";

  // everything goes in as text: nothing of an article ever becomes markup
  const el = (tag, attributes, ...children) => {
    const node = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes || {})) {
      if (value !== undefined && value !== null && value !== false) node.setAttribute(name, value === true ? "" : value);
    }
    node.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== ""));
    return node;
  };
  const drawn = (tag, attributes, ...children) => {
    const node = document.createElementNS("http://www.w3.org/2000/svg", tag);
    for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
    node.append(...children);
    return node;
  };

  const count = (n, one, many) => `${n.toLocaleString("en")} ${n === 1 ? one : many || one + "s"}`;
  const hundredths = (n) => (n / 100).toFixed(2);
  const day = (seconds) => {
    const date = new Date(seconds * 1000);
    return `${date.getUTCDate()} ${MONTHS[date.getUTCMonth()]} ${date.getUTCFullYear()}`;
  };
  const days = ([first, last]) => (day(first) === day(last) ? day(first) : `${day(first)} – ${day(last)}`);
  const card = (place) => {
    const [id, title, outlet, time, dayOnly, url, opening] = data.cards[place];
    return { id, title: title || "(no headline)", outlet: outlet < 0 ? "" : data.texts[outlet], time, dayOnly, url, opening };
  };
  const when = ({ time, dayOnly }) => {
    if (time === null) return "undated";
    const clock = new Date(time * 1000).toISOString().slice(11, 16);
    return dayOnly ? day(time) : `${day(time)}, ${clock}`;
  };
  const listed = (items) => items.flatMap((item, at) =>
    at === 0 ? [item] : [at === items.length - 1 ? " and " : ", ", item]);
  const marked = (places) => places.map((place) => el("mark", {}, data.texts[place]));
  const cite = (place) => {
    const { title, outlet, time } = card(place);
    const facts = [outlet, time === null ? "" : day(time)].filter(Boolean).join(", ");
    return `“${title}”${facts ? ` (${facts})` : ""}`;
  };
  const grade = (n) => (n < data.threshold ? "poor" : n < data.threshold + 20 ? "fair" : "good");
  data.threshold = Math.round(data.manifest.threshold * 100);

  const badge = (story) => story.weak === undefined ? null
    : el("span", { class: `badge ${grade(story.weak)}`, title: "How alike the two loosest sides of the story are" },
      `weakest link ${hundredths(story.weak)}`);
  const outlets = (story) => [...new Set(story.reports.flatMap((text) => [text.o, ...text.copies_().map((copy) => copy[0])])
    .map((place) => card(place).outlet).filter(Boolean))];
  const facts = (story) => {
    const [articles, texts, sources, agency, undated] = story.c;
    return [el("b", {}, `${count(articles, "article")} · ${count(texts, "text")} · ${count(sources, "outlet")}`),
      story.seen ? el("span", {}, days(story.seen)) : null,
      agency ? el("span", {}, `${agency} with agency credit`) : null,
      undated ? el("span", {}, `${undated} undated`) : null, badge(story),
      story.look ? el("span", { class: "fair" }, "needs a look") : null];
  };
  for (const story of data.stories) {
    for (const text of story.reports) text.copies_ = () => text.copies || [];
    const alone = card(story.lead).time;
    if (!story.seen && story.c[0] === 1 && alone !== null) story.seen = [alone, alone];
    story.title = card(story.lead).title;
    const words = [...(story.names || []), ...(story.words || [])].map((place) => data.texts[place]);
    const titles = story.reports.flatMap((text) => [text.o, ...text.copies_().map((copy) => copy[0])]).map((place) => card(place).title);
    story.outlets = outlets(story);
    story.search = [...titles, ...words, ...story.outlets].join("\n").toLowerCase();
  }
  const byNumber = new Map(data.stories.map((story) => [story.n, story]));

  // ---- the list
  const late = (story) => (story.seen ? story.seen[1] : -Infinity);
  const early = (story) => (story.seen ? story.seen[0] : Infinity);
  const weakness = (story) => (story.weak === undefined ? 101 : story.weak);
  const ORDERS = {
    texts: () => 0,
    outlets: (x, y) => y.c[2] - x.c[2],
    fresh: (x, y) => (late(x) === late(y) ? 0 : late(y) - late(x)),
    old: (x, y) => (early(x) === early(y) ? 0 : early(x) - early(y)),
    weak: (x, y) => weakness(x) - weakness(y),
    headline: (x, y) => x.title.localeCompare(y.title, "en"),
  };
  let shown = [];
  let limit = PAGE;
  const tile = (story) => el("li", {}, el("a", { class: "tile", href: `#story-${story.n}`, "data-n": story.n,
    "aria-current": open === story ? "true" : null },
    el("div", { class: "title" }, story.title), el("div", { class: "facts" }, facts(story)),
    el("div", { class: "outlets" }, story.outlets.slice(0, 6).join(", ") + (story.outlets.length > 6 ? ", …" : ""))));
  let open = null;
  const list = () => {
    const wanted = $("filter").value.toLowerCase().split(/\s+/).filter(Boolean);
    const alone = $("single").checked || !data.stories.some((story) => story.c[0] > 1);
    shown = data.stories.filter((story) => (alone || story.c[0] > 1) && (!$("look").checked || story.look)
      && wanted.every((word) => story.search.includes(word)));
    shown.sort(ORDERS[$("sort").value]);
    $("stories").replaceChildren(...shown.slice(0, limit).map(tile));
    $("more").hidden = shown.length <= limit;
    $("more").textContent = `Show more (${(shown.length - limit).toLocaleString("en")})`;
    $("count").textContent = count(shown.length, "story", "stories");
  };

  // ---- a story
  const link = (place) => {
    const { title, url } = card(place);
    const safe = /^https?:\/\//i.test(url || "");
    return safe ? el("a", { href: url, rel: "noopener noreferrer nofollow", target: "_blank" }, title) : el("span", {}, title);
  };
  // the words that count, wherever the text writes them
  const highlighted = (text, words) => {
    if (!words.length) return [text];
    const escaped = words.map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")).sort((x, y) => y.length - x.length);
    const parts = text.split(new RegExp(`(?<![\\p{L}\\p{N}])(${escaped.join("|")})(?![\\p{L}\\p{N}])`, "giu"));
    return parts.map((part, at) => (at % 2 ? el("mark", {}, part) : part));
  };
  const sums = (why) => {
    const [base, ...features] = why[5];
    if (base === undefined) return null;
    const rows = features.map((value, at) => [data.features[at][0], value]).filter(([, value]) => value !== 0);
    const widest = Math.max(100, ...rows.map(([, value]) => Math.abs(value)));
    const row = (name, value, bar) => [el("span", {}, name), bar ? bar : el("span"), el("span", {}, (value > 0 ? "+" : "") + hundredths(value))];
    const axis = (value) => {
      const half = (Math.abs(value) / widest) * 50;
      const bar = el("i", { class: value < 0 ? "minus" : null });
      bar.style.left = `${value < 0 ? 50 - half : 50}%`;
      bar.style.width = `${half}%`;
      return el("span", { class: "axis", "aria-hidden": "true" }, bar);
    };
    const logit = why[5].reduce((sum, value) => sum + value, 0);
    return el("details", {}, el("summary", {}, `How ${hundredths(why[1])} comes about`),
      el("div", { class: "sum" }, row("before words and time are looked at", base),
        rows.flatMap(([name, value]) => row(name, value, axis(value))), row("sum, the logit of the likeness", logit)));
  };
  const sameEvent = (why, begin) => {
    const [other, likeness, names, words, gap] = why;
    if (likeness !== null && begin === SAME) begin = likeness < data.threshold ? "Came with its group; its nearest text there is"
      : likeness < 50 ? "Perhaps the same event as" : SAME;
    const parts = [];
    if (names.length) parts.push(["both name ", ...listed(marked(names)), words.length ? [" and say ", ...listed(marked(words))] : []].flat());
    else if (words.length) parts.push(["both say ", ...listed(marked(words))]);
    if (gap) parts.push([gap]);
    if (likeness !== null) parts.push([el("b", {}, hundredths(likeness))]);
    return el("p", { class: "why" }, `${begin} ${cite(other)}: `, parts.flatMap((part, at) => (at ? ["; ", ...part] : part)), ".");
  };
  const copyOf = ([place, kind, of, containment, jaccard]) => {
    const { outlet } = card(place);
    const how = { trimmed: `${containment} % of it is in`, excerpt: `${containment} % of it is in`, extended: `it holds ${containment} % of`,
      revision: `${jaccard} % of all word runs are shared with`, same_page: "the same page as" }[kind]
      || `${jaccard} % of all word runs are shared with`;
    return el("li", {}, el("span", { class: "tag" }, KINDS[kind] || kind), " ", link(place), " ",
      el("span", { class: "meta" }, [outlet, when(card(place))].filter(Boolean).join(" · ")),
      el("div", { class: "meta" }, `${how} ${cite(of)}`));
  };
  const textOf = (story, text, at) => {
    const { outlet, opening } = card(text.o);
    const whys = text.why || [];
    const words = [...new Set(whys.flatMap((why) => [...why[2], ...why[3]]))].map((place) => data.texts[place]);
    const meta = [outlet || "unknown outlet", when(card(text.o)), text.g === undefined ? "" : `credits ${data.texts[text.g]}`].filter(Boolean);
    const membership = text.l === undefined ? "" : `likeness to the story ${hundredths(text.l)}`
      + (text.m === undefined ? "" : `, margin ${hundredths(text.m)}${text.m < 5 ? ", loose" : ""}`);
    return el("li", { class: "text", id: `text-${story.n}-${at}` }, el("span", { class: "num" }, at + 1), el("div", {},
      el("div", { class: "head" }, link(text.o)),
      el("div", { class: "meta" }, el("span", { class: "tag" }, ROLES[text.r || "own_text"]), " ", meta.join(" · ")),
      whys.flatMap((why) => [sameEvent(why, SAME), sums(why)]),
      membership ? el("p", { class: "meta" }, membership) : null,
      opening ? el("p", { class: "opening" }, highlighted(opening, words)) : null,
      text.copies ? el("ul", { class: "copies" }, text.copies.map(copyOf)) : null));
  };
  const step = (text, at) => {
    const { time, dayOnly, title, outlet } = card(text.o);
    const [all, fresh, names] = text.new;
    const share = all ? Math.round((fresh / all) * 100) : 0;
    const bar = el("i");
    bar.style.width = `${share}%`;
    return el("li", { class: "step" }, el("time", {}, time === null ? "undated" : when({ time, dayOnly })), el("div", {},
      `${at + 1}. ${title}`, outlet ? el("span", { class: "meta" }, ` · ${outlet}`) : null,
      el("div", { class: "new" }, el("u", { "aria-hidden": "true" }, bar), all ? `${share} % of its names and numbers are new` : "no names or numbers"),
      names.length ? el("div", { class: "meta" }, "new: ", names.map((place) => data.texts[place]).join(", ")) : null));
  };
  const graph = (story) => {
    const texts = story.reports.slice(0, 40);
    const size = 520, middle = size / 2, radius = texts.length === 2 ? 130 : middle - 42;
    const at = (n) => {
      const angle = (2 * Math.PI * n) / texts.length - Math.PI / 2;
      return [middle + radius * Math.cos(angle), middle + radius * Math.sin(angle)];
    };
    const side = new Set(story.side || []);
    const lines = (story.edges || []).slice().reverse().map(([a, b, likeness]) => {
      const [[x1, y1], [x2, y2]] = [at(a), at(b)];
      const line = drawn("line", { x1, y1, x2, y2, "stroke-width": (0.6 + (4.4 * likeness) / 100).toFixed(2),
        "stroke-opacity": (0.12 + (0.7 * likeness) / 100).toFixed(2) });
      if (side.has(a) !== side.has(b)) line.setAttribute("class", "across");
      line.append(drawn("title", {}, `${a + 1} and ${b + 1}: ${hundredths(likeness)}`));
      return line;
    });
    const nodes = texts.map((text, n) => {
      const [x, y] = at(n);
      const label = drawn("text", { x, y, "text-anchor": "middle", "dominant-baseline": "central" }, String(n + 1));
      const circle = drawn("circle", { cx: x, cy: y, r: (12 + 3 * Math.sqrt((text.copies || []).length)).toFixed(1) });
      return drawn("g", { class: side.has(n) ? "node side" : "node" }, circle, label, drawn("title", {}, cite(text.o)));
    });
    const view = drawn("svg", { viewBox: `0 0 ${size} ${size}`, role: "img", class: "graph",
      "aria-label": `Graph of ${texts.length} texts; thicker lines are likelier pairs` }, ...lines, ...nodes);
    const note = ["Numbers are those of the texts above; thicker lines are likelier pairs."];
    if (side.size) note.push(` Dashed: the side that would leave first${story.weak === undefined ? "" : `, held by ${hundredths(story.weak)}`}.`);
    if (story.reports.length > texts.length) note.push(` The first ${texts.length} of ${story.reports.length} texts.`);
    return [view, el("p", { class: "meta" }, note)];
  };
  const tell = (story) => {
    const chips = [...(story.names || []).map((place) => el("span", { class: "chip" }, data.texts[place])),
      ...(story.words || []).map((place) => el("span", { class: "chip word" }, data.texts[place]))];
    const timed = story.reports.length > 1 && story.reports.some((text) => text.new);
    const near = (story.near || []).map(([number, why]) => [byNumber.get(number), why]).filter(([other]) => other);
    const back = el("button", { class: "back", type: "button" }, "← All stories");
    back.addEventListener("click", close);
    $("story").replaceChildren(back, el("h2", {}, story.title), el("div", { class: "facts" }, facts(story)),
      ...(story.look ? [el("div", { class: "look" }, "Needs a look: ", story.look.join("; "), ".")] : []),
      ...(chips.length ? [el("div", { class: "chips" }, chips)] : []),
      el("h3", {}, story.reports.length === 1 ? "The text and its copies" : "Texts, and why they are here"),
      el("ol", {}, story.reports.map((text, at) => textOf(story, text, at))),
      ...(timed ? [el("h3", {}, "What each text added"), el("ol", {}, story.reports.map((text, at) => (text.new ? step(text, at) : null)))] : []),
      ...(story.reports.length > 1 ? [el("h3", {}, "Who is like whom"), ...graph(story)] : []),
      ...(near.length ? [el("h3", {}, "Related stories"), el("ul", { class: "near" }, near.map(([other, why]) => el("li", {},
        el("a", { href: `#story-${other.n}` }, other.title), sameEvent(why, "Nearest:"))))] : []));
    $("story").hidden = false;
    $("story").scrollTop = 0;
    document.querySelector("main").classList.add("two");
  };
  const mark = () => {
    for (const link of document.querySelectorAll(".tile")) {
      if (open && Number(link.dataset.n) === open.n) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    }
  };
  const follow = () => {
    const story = byNumber.get(Number((location.hash.match(/^#story-(\d+)$/) || [])[1]));
    const before = open;
    open = story || null;
    if (story) {
      tell(story);
      mark();
      if (getComputedStyle($("list")).display === "none") scrollTo(0, 0);
      $("story").focus({ preventScroll: true });
    } else {
      $("story").hidden = true;
      document.querySelector("main").classList.remove("two");
      mark();
      const link = before && document.querySelector(`.tile[data-n="${before.n}"]`);
      if (link) link.focus();
    }
  };
  function close() { location.hash = ""; }

  // ---- first sight
  const { totals } = data;
  const total = (n, one, many) => el("div", {}, el("b", {}, n.toLocaleString("en")), n === 1 ? one : many);
  $("totals").append(total(totals.stories, "story", "stories"), total(totals.texts, "text", "texts"), total(totals.articles, "article", "articles"),
    total(totals.outlets, "outlet", "outlets"), total(totals.folded, "copy folded", "copies folded"), total(totals.alone, "story of one article", "stories of one article"),
    total(totals.undated, "undated", "undated"));
  const languages = totals.languages.map(([tag, n]) => `${tag === "und" ? "unknown" : tag} ${n.toLocaleString("en")}`).join(", ");
  const remarks = [`Languages: ${languages || "none"}`, ...data.remarks];
  if (totals.empty) remarks.push(`without a word: ${totals.empty}`);
  if (totals.absurd_dates) remarks.push(`with an impossible date: ${totals.absurd_dates}`);
  $("remarks").textContent = `${remarks.join(" · ")}.`;
  const { settings, ...made } = data.manifest;
  for (const [name, value] of Object.entries({ ...made, ...settings })) $("manifest").append(el("dt", {}, name), el("dd", {}, String(value)));

  // ---- hands on
  const again = () => { limit = PAGE; list(); };
  $("filter").addEventListener("input", again);
  for (const id of ["sort", "look", "single"]) $(id).addEventListener("change", again);
  $("more").addEventListener("click", () => { limit += 4 * PAGE; list(); });
  $("theme").addEventListener("click", () => {
    const root = document.documentElement;
    const dark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
    root.dataset.theme = dark ? "light" : "dark";
  });
  const move = (by) => {
    const links = [...document.querySelectorAll(".tile")];
    const here = links.indexOf(document.activeElement);
    const from = here >= 0 ? here : links.findIndex((link) => open && Number(link.dataset.n) === open.n);
    const to = links[Math.min(links.length - 1, Math.max(0, from < 0 ? 0 : from + by))];
    if (to) { to.focus(); to.scrollIntoView({ block: "nearest" }); }
  };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const typing = /^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName) && event.target.type !== "checkbox";
    if (event.key === "Escape") {
      if (typing) { if ($("filter").value) { $("filter").value = ""; again(); } event.target.blur(); } else close();
    } else if (typing) {
      if (event.target === $("filter") && (event.key === "ArrowDown" || event.key === "Enter")) { event.preventDefault(); move(1); }
    } else if (event.key === "/") {
      event.preventDefault();
      $("filter").focus();
    } else if (event.key === "j" || event.key === "ArrowDown" || event.key === "k" || event.key === "ArrowUp") {
      // inside an open story the arrows scroll as ever
      if (event.key.startsWith("Arrow") && $("story").contains(document.activeElement)) return;
      event.preventDefault();
      move(event.key === "j" || event.key === "ArrowDown" ? 1 : -1);
    }
  });
  addEventListener("hashchange", follow);
  list();
  follow();
})();
