/** What messages are about, as ids of topics, sorted; and what a page of our own site was about at each of its wordings. */
export const messageTopicsSql = `
alter table messages add column topics text[] not null default '{}';
alter table own_page_words add column topics text[] not null default '{}';
create index own_page_words_topics on own_page_words using gin (topics) where topics <> '{}';
`
