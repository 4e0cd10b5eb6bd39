// Turns messages on and off in this browser (page.ts). Nothing is asked before somebody presses, and nothing is counted.
const form = document.getElementById('push')
const said = document.getElementById('said')
const words = JSON.parse(form.dataset.words)
const { locale } = form.dataset
const rows = [...form.querySelectorAll('[data-list]')].map((element) => ({
  list: element.dataset.list,
  key: element.dataset.key,
  state: element.querySelector('[data-state]'),
  button: element.querySelector('button'),
  isOn: false,
  isBusy: false,
}))

/** Something to say to whoever sits here, in their language. */
class Told extends Error {}

function say(text) {
  said.textContent = text
}

function show(row, isOn) {
  row.isOn = isOn
  row.state.textContent = isOn ? words.on : words.off
  row.button.textContent = isOn ? words.turnOff : words.turnOn
}

const boxes = [...form.querySelectorAll('input[name="topic"]')]
/** Topics that this browser chose and that are not offered any more: they stay with the others. */
let retired = []

function aboutIs(value) {
  const field = form.querySelector(`input[name="about"][value="${value}"]`)
  if (field !== null) field.checked = true
}

/** Undefined: everything. */
function chosenTopics() {
  const field = form.elements.namedItem('about')
  if (field === null || field.value === 'all') return undefined
  const topics = [...boxes.filter(({ checked }) => checked).map(({ value }) => value), ...retired]
  if (topics.length === 0) throw new Told(words.noTopic)
  return topics
}

/** A topic that is ticked is not everything, and with everything none is ticked. */
function settleTopics({ name, value, checked }) {
  if (name === 'topic' && checked) aboutIs('some')
  if (name !== 'about' || value !== 'all') return
  for (const box of boxes) box.checked = false
  retired = []
}

function showTopics(topics = []) {
  if (boxes.length === 0) return
  aboutIs(topics.length > 0 ? 'some' : 'all')
  for (const box of boxes) box.checked = topics.includes(box.value)
  retired = topics.filter((id) => !boxes.some(({ value }) => value === id))
}

function chosenLanguage() {
  const field = form.elements.namedItem('language')
  return field === null ? locale : field.value
}

async function ask(act, body) {
  const request = { method: 'POST', credentials: 'omit', body: JSON.stringify(body) }
  const headers = { 'content-type': 'application/json', 'x-bellwether': '1' }
  const answer = await fetch(`/api/push/${act}`, { ...request, headers }).catch(() => undefined)
  if (answer === undefined) throw new Told(words.failed)
  const told = await answer.json().catch(() => ({}))
  if (!answer.ok) throw new Told(told[locale] ?? words.failed)
  return told
}

/** Each list has a worker of its own, because a browser gives one address to each. */
function placeOf({ list }) {
  return `/push/${encodeURIComponent(list)}/`
}

async function registrationOf(row) {
  const found = await navigator.serviceWorker.getRegistration(placeOf(row))
  // A worker of a place above would be given as well.
  return found?.scope === new URL(placeOf(row), location.href).href ? found : undefined
}

async function subscriptionOf(row) {
  const registration = await registrationOf(row)
  return (await registration?.pushManager.getSubscription()) ?? undefined
}

async function readyWorker(row) {
  const registration = await navigator.serviceWorker.register('/push/worker.js', { scope: placeOf(row) })
  const coming = registration.active ? null : (registration.installing ?? registration.waiting)
  if (coming === null) return registration
  await new Promise((done) => {
    const look = () => {
      if (coming.state === 'activated' || coming.state === 'redundant') done()
    }
    coming.addEventListener('statechange', look)
    look()
  })
  return registration
}

function keyBytes(key) {
  const text = atob(key.replaceAll('-', '+').replaceAll('_', '/'))
  return Uint8Array.from(text, (character) => character.charCodeAt(0))
}

async function subscribeHere(row) {
  const registration = await readyWorker(row)
  const options = { userVisibleOnly: true, applicationServerKey: keyBytes(row.key) }
  try {
    return await registration.pushManager.subscribe(options)
  } catch (error) {
    // One that was made with another key of ours stands in the way.
    const old = await registration.pushManager.getSubscription().catch(() => null)
    if (old !== null && (await old.unsubscribe())) return registration.pushManager.subscribe(options)
    await registration.unregister()
    throw new Told(words.noService, { cause: error })
  }
}

async function askPermission() {
  if (Notification.permission === 'default') say(words.asking)
  const answer = await Notification.requestPermission()
  if (answer === 'denied') throw new Told(words.denied)
  if (answer !== 'granted') throw new Told(words.unanswered)
}

function join({ list }, subscription) {
  const chosen = { language: chosenLanguage(), topics: chosenTopics() }
  return ask('join', { list, ...chosen, subscription: subscription.toJSON() })
}

async function turnOn(row) {
  chosenTopics() // says so before the browser asks
  await askPermission()
  const subscription = await subscribeHere(row)
  try {
    show(row, (await join(row, subscription)).on)
    say(words.isOn)
  } catch (error) {
    // What we did not take is not left lying in the browser.
    await forget(row)
    throw error
  }
}

async function forget(row) {
  const registration = await registrationOf(row)
  const subscription = await registration?.pushManager.getSubscription()
  await subscription?.unsubscribe()
  await registration?.unregister()
}

async function turnOff(row) {
  const subscription = await subscriptionOf(row)
  if (subscription !== undefined) await ask('leave', { list: row.list, endpoint: subscription.endpoint })
  await forget(row)
  show(row, false)
  say(words.isOff)
}

async function press(row) {
  if (row.isBusy) return
  row.isBusy = true
  try {
    await (row.isOn ? turnOff(row) : turnOn(row))
  } catch (error) {
    say(error instanceof Told ? error.message : words.failed)
  } finally {
    row.isBusy = false
  }
}

/** For whoever is on already, the language and the topics they choose now count. */
async function changeChoice(name) {
  try {
    for (const row of rows.filter(({ isOn }) => isOn)) {
      const subscription = await subscriptionOf(row)
      if (subscription === undefined) continue
      await join(row, subscription)
      say(name === 'language' ? words.otherLanguage[chosenLanguage()] : words.topicsKept)
    }
  } catch (error) {
    say(error instanceof Told ? error.message : words.failed)
  }
}

/** Somebody ticks several topics one after the other: they are kept together, and in order. */
const settledMs = 600
let later
let kept = Promise.resolve()

function changed({ target }) {
  settleTopics(target)
  // Somebody who is about to tick the first one has not chosen yet.
  if (target.value === 'some' && !boxes.some(({ checked }) => checked) && retired.length === 0) return
  clearTimeout(later)
  const { name } = target
  const keep = () => {
    kept = kept.then(() => changeChoice(name))
  }
  later = setTimeout(keep, name === 'language' ? 0 : settledMs)
}

/** What the browser remembers may have ended with us: what we know counts. */
async function lookAgain(row) {
  show(row, false)
  const subscription = await subscriptionOf(row)
  if (subscription === undefined) return
  const known = await ask('state', { list: row.list, endpoint: subscription.endpoint })
  show(row, known.on)
  if (!known.on) return forget(row)
  const field = form.querySelector(`input[name="language"][value="${known.language}"]`)
  if (field !== null && field.type === 'radio') field.checked = true
  showTopics(known.topics)
}

async function begin() {
  document.getElementById('without').hidden = true
  if (!('serviceWorker' in navigator && 'PushManager' in window && 'Notification' in window))
    return say(words.cannot)
  for (const row of rows) row.button.addEventListener('click', () => void press(row))
  form.addEventListener('change', changed)
  form.addEventListener('submit', (event) => event.preventDefault())
  for (const row of rows) await lookAgain(row).catch(() => say(words.failed))
  form.hidden = false
}

void begin()
