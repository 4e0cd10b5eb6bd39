import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState, type ReactElement } from 'react'
import { campaignLimits, type Campaign, type CampaignForm } from '#roles/publishing/campaigns/contract.ts'
import { addCampaign, campaignsQuery, changeCampaign } from '#roles/publishing/web/campaigns/data.ts'
import { useCampaignWords } from '#roles/publishing/web/campaigns/words.ts'
import { Dialog } from '#web/parts/Dialog/Dialog.tsx'
import { CheckField, TextField } from '#web/parts/Field/Field.tsx'
import { Form } from '#web/parts/Form/Form.tsx'
import { useTries } from '#web/parts/Form/use-tries.ts'

type Props = { of?: Campaign; onClose: () => void }

/** A campaign being written: its name, what statistics call it, and whether its links say so. */
export function CampaignDialog({ of, onClose }: Props): ReactElement {
  const { say } = useCampaignWords()
  const queries = useQueryClient()
  const [name, setName] = useState(of?.name ?? '')
  const [ownTag, setTag] = useState(of?.tag)
  const [tags, setTags] = useState(of?.tags ?? true)
  const [isEnded, setEnded] = useState(of?.ended !== undefined)
  const tag = ownTag ?? tagFrom(name)
  const tries = useTries({
    'campaign-name': name.trim() === '' ? say('campaign.needName') : undefined,
    'campaign-tag': /^[a-z0-9]+(?:[-_][a-z0-9]+)*$/u.test(tag) ? undefined : say('campaign.needTag'),
  })
  const keep = useMutation({
    mutationFn: (form: CampaignForm) =>
      of === undefined ? addCampaign(form) : changeCampaign(of.id, { ...form, isEnded }),
    onSuccess: async () => {
      onClose()
      await queries.invalidateQueries({ queryKey: campaignsQuery.queryKey })
    },
  })
  return (
    <Dialog title={say(of === undefined ? 'campaign.new' : 'campaign.change')} isOpen onClose={onClose}>
      <Form
        tries={tries}
        hasSummary
        act={keep}
        press={say('campaign.keep')}
        onSubmit={() => keep.mutate({ name: name.trim(), tag, tags })}
        onCancel={onClose}
      >
        <TextField
          name="campaign-name"
          label={say('campaign.name')}
          value={name}
          onChange={setName}
          lengthMax={campaignLimits.nameLengthMax}
          error={tries.errorOf('campaign-name')}
        />
        <TextField
          name="campaign-tag"
          label={say('campaign.tag')}
          help={say('campaign.tagHelp')}
          value={tag}
          onChange={(next) => setTag(next.toLowerCase())}
          lengthMax={campaignLimits.tagLengthMax}
          spellCheck={false}
          mono
          error={tries.errorOf('campaign-tag')}
        />
        <CheckField
          name="campaign-tags"
          label={say('campaign.tags')}
          help={say('campaign.tagsHelp')}
          checked={tags}
          onChange={setTags}
        />
        {of !== undefined && (
          <CheckField
            name="campaign-ended"
            label={say('campaign.ended')}
            help={say('campaign.endedHelp')}
            checked={isEnded}
            onChange={setEnded}
          />
        )}
      </Form>
    </Dialog>
  )
}

/** A tag made from a name: small letters without accents, words joined by hyphens. */
export function tagFrom(name: string): string {
  return name
    .normalize('NFD')
    .replaceAll(/\p{M}+/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/gu, '-')
    .slice(0, campaignLimits.tagLengthMax)
    .replaceAll(/^-+|-+$/gu, '')
}
