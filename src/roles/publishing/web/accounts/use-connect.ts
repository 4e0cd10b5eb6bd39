import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { fieldName, type Answers } from '#roles/publishing/web/accounts/answers.ts'
import { boardQuery, connectAccount } from '#roles/publishing/web/accounts/data.ts'
import { useAccountWords } from '#roles/publishing/web/accounts/words.ts'
import { ProblemError } from '#web/client.ts'
import type { FieldError } from '#web/parts/ErrorSummary/ErrorSummary.tsx'

/** Connecting an account with what was typed, and what the server found wrong with it, field by field. */
export function useConnect(id: string, answers: Answers, onDone: () => void) {
  const { locale } = useAccountWords()
  const queries = useQueryClient()
  const [errors, setErrors] = useState<readonly FieldError[]>([])
  const [refusals, setRefusals] = useState(0)
  const act = useMutation({
    // What was typed comes from the form, not as a variable, which would be remembered after the form is gone.
    mutationFn: () => connectAccount(id, filled(answers)),
    gcTime: 0,
    onSuccess: (board) => {
      queries.setQueryData(boardQuery.queryKey, board)
      onDone()
    },
    onError: (error) => {
      const fields = error instanceof ProblemError ? Object.entries(error.problem.fields ?? {}) : []
      setErrors(
        fields.map(([name, told]) => ({ name: fieldName(placeOf(name, answers)), text: told[locale] })),
      )
      if (fields.length > 0) setRefusals((count) => count + 1)
    },
  })
  return {
    ...{ errors, refusals, isPending: act.isPending, error: act.error },
    go: () => {
      setErrors([])
      act.mutate()
    },
    /** A field that was changed is no longer the one that was refused. */
    forget: (name: string) => {
      const left = errors.filter((one) => one.name !== fieldName(name))
      if (left.length === errors.length) return
      setErrors(left)
      if (left.length === 0) act.reset()
    },
  }
}

/** What is about the form as a whole is said at its first field. */
function placeOf(name: string, answers: Answers): string {
  return name in answers ? name : (Object.keys(answers)[0] ?? name)
}

/** Fields left empty are not sent. */
function filled(answers: Answers): Record<string, string> {
  return Object.fromEntries(Object.entries(answers).filter(([, value]) => value.trim() !== ''))
}
