/**
 * What is asked of X with each post. Look-ups and the stream call the same things by two names in the document of 2026-08
 * (OpenAPI 2.167: `post.fields` and `referenced_posts` here, `tweet.fields` and `referenced_tweets.id` there).
 */
const named = {
  'user.fields': 'id,name,username',
  'media.fields': 'alt_text,media_key,type',
  'place.fields': 'country_code,full_name,geo,id',
}

/** For look-ups, searches, timelines and mentions. */
export const lookupFields: Readonly<Record<string, string>> = {
  ...named,
  'post.fields': 'attachments,conversation_id,created_at,entities,geo,id,lang,note_post,text',
  expansions:
    'attachments.media_keys,author_id,edit_history_post_ids,geo.place_id,in_reply_to_user_id,referenced_posts',
}

/** For the filtered stream, and for look-ups as X's guides write them. */
export const streamFields: Readonly<Record<string, string>> = {
  ...named,
  'tweet.fields':
    'attachments,author_id,conversation_id,created_at,edit_history_tweet_ids,entities,geo,id,lang,note_tweet,referenced_tweets,text',
  expansions:
    'attachments.media_keys,author_id,geo.place_id,referenced_tweets.id,referenced_tweets.id.author_id',
}
