import { Film, Music } from 'lucide-react'
import type { ReactElement } from 'react'
import { kindOf } from '#roles/publishing/web/files/facts.ts'
import { fileAddress } from '#sending/files/contract.ts'

/** A small picture of a file beside its description; of films and sounds a sign. It is described right beside it. */
export function FilePicture(props: { sha256: string; mediaType: string | undefined }): ReactElement {
  const kind = kindOf(props.mediaType)
  return (
    <div className="file-picture">
      {kind === 'image' && <img src={fileAddress(props.sha256, 'small')} alt="" />}
      {kind === 'video' && <Film className="icon" aria-hidden="true" />}
      {kind === 'audio' && <Music className="icon" aria-hidden="true" />}
    </div>
  )
}
