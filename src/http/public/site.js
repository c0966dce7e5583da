/** Adds to the certificate viewer: a box and its row light up together, and a box comes to the middle of its pane. Everything works without. */
const partner = id => document.getElementById(id.startsWith('r-') ? `v-${id.slice(2)}` : `r-${id.slice(2)}`);

function mark(id, name, on) {
  if (!/^[rv]-/.test(id)) return;
  document.getElementById(id)?.classList.toggle(name, on);
  partner(id)?.classList.toggle(name, on);
}

let shown = '';
function follow() {
  mark(shown, 'is-chosen', false);
  shown = decodeURIComponent(location.hash.slice(1));
  mark(shown, 'is-chosen', true);
  if (/^[rv]-/.test(shown)) showBoth(shown.slice(2));
}

/** Where pages stand beside the table: the row to the middle of the window, the box to the middle of its pane. */
function showBoth(id) {
  const row = document.getElementById(`v-${id}`);
  const box = document.getElementById(`r-${id}`);
  const pane = box?.closest('.viewer__pages');
  if (!row || !pane || getComputedStyle(pane).position !== 'sticky') return;
  row.scrollIntoView({ block: 'center', behavior: 'instant' });
  const place = box.getBoundingClientRect();
  const frame = pane.getBoundingClientRect();
  pane.scrollTop += place.top - frame.top - (frame.height - place.height) / 2;
}

/** The row of a value or the box over it, whichever the pointer or the focus is in. */
function near(target) {
  return target instanceof Element ? (target.closest('[id^="r-"], tr[id^="v-"]')?.id ?? '') : '';
}

let hovered = '';
function hover(event) {
  const id = near(event.target);
  if (id === hovered) return;
  mark(hovered, 'is-near', false);
  hovered = id;
  mark(hovered, 'is-near', true);
}

if (document.querySelector('.viewer')) {
  addEventListener('hashchange', follow);
  addEventListener('load', follow);
  document.addEventListener('pointerover', hover);
  document.addEventListener('focusin', hover);
}

/**
 * Keys of the review: j and k go on and back, n to the next value to look at, c confirms, e corrects, x rejects, s opens the observations,
 * u takes back, a goes to making it public, q to the queue; Escape leaves a field. The keys press what is on the page already.
 */
function press(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
  if (/^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName)) return event.key === 'Escape' ? leave(event.target) : undefined;
  const target = /^[jkncexsuaq]$/.test(event.key) ? document.querySelector(`[data-key="${event.key}"]`) : null;
  if (target === null) return;
  event.preventDefault();
  if (event.key === 'a') return target.focus();
  if (target.tagName !== 'SUMMARY') return target.click();
  target.parentElement.open = true;
  const field = target.parentElement.querySelector(event.key === 'e' ? '[name="value"]' : '[name="reason"]');
  field.focus();
  field.select();
}

function leave(field) {
  const details = field.closest('details');
  if (details) details.open = false;
  field.blur();
}

const review = document.querySelector('[data-review]')?.dataset.review;
if (review) {
  document.addEventListener('keydown', press);
  // the pane of the page alone is moved, never the window
  const chosen = document.getElementById('chosen');
  const pane = chosen?.closest('.review-viewer__page');
  if (pane && getComputedStyle(pane).position === 'sticky') {
    const place = chosen.getBoundingClientRect();
    const frame = pane.getBoundingClientRect();
    pane.scrollTop += place.top - frame.top - (frame.height - place.height) / 2;
  }
  // whoever came by a key goes on from where the decision is made
  const start = review === 'done' ? document.querySelector('[data-key="a"]') : document.getElementById('value');
  if (!location.hash && /[?&](at|said)=/.test(location.search)) start?.focus({ preventScroll: true });
}

/** Shows how far an upload has come; without a script the browser sends the same form by itself. */
function sendWithProgress(event) {
  const form = event.currentTarget;
  const status = form.querySelector('.upload__progress');
  const button = form.querySelector('button[type="submit"]');
  event.preventDefault();
  button.disabled = true;
  const say = words => {
    status.textContent = words;
  };
  const request = new XMLHttpRequest();
  request.upload.addEventListener('progress', ({ loaded, total }) => {
    say(loaded < total ? `${Math.floor((loaded / total) * 100)} % sent` : 'Sent. The files are being read …');
  });
  request.addEventListener('load', () => {
    if (request.status < 400 && request.responseURL !== location.href) return location.assign(request.responseURL);
    const page = new DOMParser().parseFromString(request.responseText, 'text/html');
    button.disabled = false;
    say(page.querySelector('[role="alert"], main p')?.textContent ?? 'That did not work. Try again.');
  });
  request.addEventListener('error', () => {
    button.disabled = false;
    say('The connection broke. Nothing is lost: try again.');
  });
  request.open('POST', form.action);
  say('Sending …');
  request.send(new FormData(form));
}

for (const form of document.querySelectorAll('form[data-upload]')) form.addEventListener('submit', sendWithProgress);
