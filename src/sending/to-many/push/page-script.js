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

async function turnOn(row) {
  await askPermission()
  const subscription = await subscribeHere(row)
  const given = { list: row.list, language: chosenLanguage(), subscription: subscription.toJSON() }
  try {
    show(row, (await ask('join', given)).on)
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

/** Whoever is on already reads the language they choose now. */
async function changeLanguage() {
  const language = chosenLanguage()
  try {
    for (const row of rows.filter(({ isOn }) => isOn)) {
      const subscription = await subscriptionOf(row)
      if (subscription === undefined) continue
      await ask('join', { list: row.list, language, subscription: subscription.toJSON() })
      say(words.otherLanguage[language])
    }
  } catch (error) {
    say(error instanceof Told ? error.message : words.failed)
  }
}

/** What the browser remembers may have ended with us: what we know counts. */
async function lookAgain(row) {
  show(row, false)
  const subscription = await subscriptionOf(row)
  if (subscription === undefined) return
  const known = await ask('state', { list: row.list, endpoint: subscription.endpoint })
  show(row, known.on)
  if (!known.on) return forget(row)
  const field = form.querySelector(`input[type=radio][value="${known.language}"]`)
  if (field !== null) field.checked = true
}

async function begin() {
  document.getElementById('without').hidden = true
  if (!('serviceWorker' in navigator && 'PushManager' in window && 'Notification' in window))
    return say(words.cannot)
  for (const row of rows) row.button.addEventListener('click', () => void press(row))
  form.addEventListener('change', () => void changeLanguage())
  form.addEventListener('submit', (event) => event.preventDefault())
  for (const row of rows) await lookAgain(row).catch(() => say(words.failed))
  form.hidden = false
}

void begin()
