import type { ReactElement } from 'react'
import type { PartProps } from '#roles/reactions/web/announcement/part-props.ts'
import { courseSeries, gapsOf, marksOf } from '#roles/reactions/web/announcement/series-of.ts'
import { Traced } from '#roles/reactions/web/announcement/Traced.tsx'
import { Counted } from '#roles/reactions/web/announcement/Counted.tsx'
import { useReactionWords } from '#roles/reactions/web/words.ts'
import { TimeSeries } from '#web/parts/Chart/TimeSeries.tsx'

/** How much was said, against what is usual at that hour of that day, with what happened. */
export function Volume({ announcement, analysis, open }: PartProps): ReactElement {
  const words = useReactionWords()
  const { say, number } = words
  const { volume } = analysis
  const { course, effect, baseline } = volume
  const series = courseSeries(course, {
    names: { posts: say('volume.posts'), usual: say('volume.usual') },
    gaps: gapsOf(volume, Date.parse(analysis.at)),
    marks: marksOf(announcement, analysis.media, {
      announced: (at) => say('volume.announced', { time: words.time(at) }),
      news: (name, at) => `${name} ${words.time(at)}`,
    }),
  })
  return (
    <section className="card pane stack" aria-labelledby="volume-title">
      <h2 id="volume-title">{say('volume.title')}</h2>
      <TimeSeries
        hasKey
        label={say('volume.label', { minutes: course.bucketMin })}
        sentence={<PeakSentence analysis={analysis} />}
        series={series ?? { startMs: 0, bucketMs: 1, lines: [] }}
        spoken={(value) => say('volume.spoken', { count: value, shown: number(value, 1) })}
        format={(value) => number(value, 1)}
        onOpen={
          open &&
          (({ fromMs, toMs }) =>
            open({ from: new Date(fromMs).toISOString(), to: new Date(toMs).toISOString() }))
        }
        coverage={<Traced trace={volume.trace} />}
      />
      <p className="small muted">
        {effect.verdict !== 'too-little' &&
          `${say('volume.effect', {
            posts: effect.posts,
            usual: number(effect.usual, 1),
            ratio: number(effect.ratio, 1),
            low: number(effect.low, 1),
            high: number(effect.high, 1),
            season: effect.seasonality,
          })} `}
        {say('volume.baseline', { posts: baseline.posts, hours: baseline.hours, asked: baseline.hoursAsked })}
      </p>
      <p className="small">
        <Counted count={volume.posts} what={say('volume.posts')} onOpen={open && (() => open({}))} />{' '}
        {say('volume.reposts', { share: words.percent(volume.repostsOf1) })}
      </p>
    </section>
  )
}

/** The highest point in words; nothing said is said as well. */
function PeakSentence({ analysis }: Pick<PartProps, 'analysis'>): ReactElement {
  const words = useReactionWords()
  const { peak, course } = analysis.volume
  if (!peak) return <p>{words.say('volume.none')}</p>
  const values = {
    posts: peak.posts,
    minutes: course.bucketMin,
    time: words.when(peak.at, Date.parse(analysis.at)),
    ratio: peak.ratio === undefined ? '' : words.number(peak.ratio, peak.ratio < 10 ? 1 : 0),
  }
  return <p>{words.say(peak.ratio === undefined ? 'volume.peak' : 'volume.peakTimes', values)}</p>
}
