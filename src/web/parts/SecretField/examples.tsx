import { useState, type ReactElement } from 'react'
import type { Example } from '#web/example.ts'
import { SecretField } from '#web/parts/SecretField/SecretField.tsx'

function Token(): ReactElement {
  const [token, setToken] = useState('not-a-real-token')
  return (
    <SecretField
      name="kit-secret"
      label="Access token"
      help="On the server: Settings, For programs, New token."
      value={token}
      onChange={setToken}
      show="Show the access token"
      hide="Hide the access token"
      error={token === '' ? 'Fill in: Access token' : undefined}
    />
  )
}

/** A question whose answer is hidden until somebody asks to see it. */
export const examples: readonly Example[] = [{ name: 'Hidden until asked for', Draw: Token }]
