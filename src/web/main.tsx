// Only the hook for index.html: the web entry lives in `app`, the one room that knows every role (DESIGN.md 4).
import '#app/browser.tsx'
