#include "store/sql.h"

#include <stddef.h>

/* Times are seconds since the epoch, NULL for unknown. Keys are the first 63 bits of a SHA-256, so they fit a signed
 * integer. */
static const char schema_1[] =
	"CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL);"
	"CREATE TABLE source (id INTEGER PRIMARY KEY, url TEXT NOT NULL UNIQUE, name TEXT NOT NULL, home TEXT NOT NULL,"
	" desk TEXT NOT NULL, kind INTEGER NOT NULL, allow_private INTEGER NOT NULL, added BIGINT, visited BIGINT,"
	" succeeded BIGINT, failures BIGINT NOT NULL, complaint TEXT NOT NULL, etag TEXT NOT NULL,"
	" last_modified TEXT NOT NULL);"
	"CREATE TABLE article (key BIGINT PRIMARY KEY, url TEXT NOT NULL UNIQUE, source_id BIGINT NOT NULL,"
	" source TEXT NOT NULL, title TEXT NOT NULL, author TEXT NOT NULL, publisher TEXT NOT NULL, language TEXT NOT "
	"NULL,"
	" section TEXT NOT NULL, published BIGINT, modified BIGINT, at BIGINT NOT NULL, fetched BIGINT NOT NULL,"
	" text TEXT NOT NULL, text_sha256 TEXT NOT NULL, raw BLOB, raw_sha256 TEXT NOT NULL);"
	"CREATE INDEX article_by_at ON article (at, key);"
	"CREATE INDEX article_by_source ON article (source_id);"
	"CREATE INDEX article_by_fetched ON article (fetched);"
	"CREATE TABLE version (article BIGINT NOT NULL, text_sha256 TEXT NOT NULL, fetched BIGINT NOT NULL,"
	" title TEXT NOT NULL, text TEXT NOT NULL, raw BLOB, raw_sha256 TEXT NOT NULL, PRIMARY KEY (article, "
	"text_sha256));"
	"CREATE TABLE seen (url TEXT PRIMARY KEY, source_id BIGINT NOT NULL, article BIGINT NOT NULL, at BIGINT NOT "
	"NULL,"
	" reason TEXT NOT NULL);"
	"CREATE TABLE visit (clock BIGINT PRIMARY KEY, sources INTEGER NOT NULL, failed INTEGER NOT NULL);"
	"CREATE TABLE edition (desk TEXT NOT NULL, date TEXT NOT NULL, clock BIGINT NOT NULL, since BIGINT NOT NULL,"
	" outcome INTEGER NOT NULL, reason TEXT NOT NULL, page TEXT NOT NULL, gate TEXT NOT NULL, PRIMARY KEY (desk, "
	"date));"
	"CREATE TABLE derived (key BIGINT PRIMARY KEY, at BIGINT NOT NULL, copy INTEGER NOT NULL, copy_of BIGINT NOT "
	"NULL,"
	" containment REAL NOT NULL, origin BIGINT NOT NULL, development BIGINT NOT NULL, opens INTEGER NOT NULL,"
	" similarity REAL NOT NULL, threshold REAL NOT NULL, profile BLOB NOT NULL, candidates BLOB NOT NULL);"
	"CREATE INDEX derived_by_at ON derived (at, key);"
	"CREATE TABLE pending (at BIGINT NOT NULL, key BIGINT NOT NULL, PRIMARY KEY (at, key)) WITHOUT ROWID;"
	"CREATE TABLE conflict (development BIGINT NOT NULL, a_article BIGINT NOT NULL, b_article BIGINT NOT NULL,"
	" a_start INTEGER NOT NULL, a_end INTEGER NOT NULL, b_start INTEGER NOT NULL, b_end INTEGER NOT NULL,"
	" head BIGINT NOT NULL, a_value REAL NOT NULL, b_value REAL NOT NULL, decided_at BIGINT NOT NULL);"
	"CREATE INDEX conflict_by_decision ON conflict (decided_at, b_article);"
	"CREATE TABLE signal (id BIGINT PRIMARY KEY, decided_by BIGINT NOT NULL, born BIGINT NOT NULL, title TEXT NOT "
	"NULL,"
	" title_article BIGINT NOT NULL, title_start INTEGER NOT NULL, title_end INTEGER NOT NULL, frame INTEGER NOT "
	"NULL,"
	" direction INTEGER NOT NULL);"
	"CREATE TABLE evidence (signal BIGINT NOT NULL, article BIGINT NOT NULL, decided_by BIGINT NOT NULL,"
	" decided_at BIGINT NOT NULL, start INTEGER NOT NULL, stop INTEGER NOT NULL, anchor_start INTEGER NOT NULL,"
	" anchor_stop INTEGER NOT NULL, stance INTEGER NOT NULL, strength REAL NOT NULL, reasoning TEXT NOT NULL,"
	" PRIMARY KEY (signal, article, start));"
	"CREATE INDEX evidence_by_decision ON evidence (decided_at, decided_by);"
	"CREATE INDEX evidence_by_article ON evidence (article);"
	"CREATE VIRTUAL TABLE article_words USING fts5(title, text, content='article', content_rowid='key',"
	" tokenize='unicode61 remove_diacritics 2');";

/* Seals (seal.c), and what a page is looked at again with. */
static const char schema_2[] = "ALTER TABLE article ADD COLUMN seal TEXT NOT NULL DEFAULT '';"
			       "ALTER TABLE edition ADD COLUMN seal TEXT NOT NULL DEFAULT '';"
			       "ALTER TABLE seen ADD COLUMN looked BIGINT NOT NULL DEFAULT 0;"
			       "ALTER TABLE seen ADD COLUMN etag TEXT NOT NULL DEFAULT '';"
			       "ALTER TABLE seen ADD COLUMN last_modified TEXT NOT NULL DEFAULT '';"
			       "CREATE INDEX seen_by_at ON seen (at);";

/* When a source is due and whether it has moved; the structure of texts; what else than its address names an article
 * (the feed's id for it, its text); what stands on many pages of a site. */
static const char schema_3[] =
	"ALTER TABLE source ADD COLUMN interval_s BIGINT NOT NULL DEFAULT 0;"
	"ALTER TABLE source ADD COLUMN not_before BIGINT;"
	"ALTER TABLE source ADD COLUMN ended BIGINT;"
	"ALTER TABLE source ADD COLUMN moved_to TEXT NOT NULL DEFAULT '';"
	"ALTER TABLE source ADD COLUMN moved_visits INTEGER NOT NULL DEFAULT 0;"
	"ALTER TABLE article ADD COLUMN shape TEXT NOT NULL DEFAULT '';"
	"ALTER TABLE article ADD COLUMN form INTEGER NOT NULL DEFAULT 0;"
	"ALTER TABLE article ADD COLUMN entries BLOB;"
	"CREATE INDEX article_by_text ON article (text_sha256);"
	"CREATE TABLE item (source_id BIGINT NOT NULL, id TEXT NOT NULL, article BIGINT NOT NULL,"
	" PRIMARY KEY (source_id, id));"
	"CREATE TABLE site (host TEXT PRIMARY KEY, template BLOB NOT NULL);";

/* Corrections and owners are facts. What is derived is laid out anew: decisions apart from what is remembered of an
 * article, which outlives a decision that is taken back; the ledger of moves, links and lessons. Everything is decided
 * again. */
static const char schema_4[] =
	"ALTER TABLE source ADD COLUMN owner TEXT NOT NULL DEFAULT '';"
	"CREATE TABLE correction (id BIGINT PRIMARY KEY, made BIGINT NOT NULL, kind INTEGER NOT NULL, words TEXT NOT "
	"NULL, undone BIGINT, seal TEXT NOT NULL);"
	"CREATE TABLE correction_pair (correction BIGINT NOT NULL, seq INTEGER NOT NULL, article BIGINT NOT NULL,"
	" other BIGINT NOT NULL, together INTEGER NOT NULL, held INTEGER NOT NULL, PRIMARY KEY (correction, seq));"
	"CREATE TABLE correction_name (correction BIGINT NOT NULL, seq INTEGER NOT NULL, article BIGINT NOT NULL,"
	" id BIGINT NOT NULL, PRIMARY KEY (correction, seq));"
	"INSERT INTO pending (at, key) SELECT at, key FROM derived;"
	"DROP TABLE derived;"
	"DROP TABLE conflict;"
	"DELETE FROM evidence;"
	"DELETE FROM signal;"
	"CREATE TABLE derived (key BIGINT PRIMARY KEY, at BIGINT NOT NULL, copy INTEGER NOT NULL, copy_of BIGINT NOT "
	"NULL, containment REAL NOT NULL, origin BIGINT NOT NULL, development BIGINT NOT NULL, join_how INTEGER NOT "
	"NULL, similarity REAL NOT NULL, threshold REAL NOT NULL, turn INTEGER NOT NULL, size BIGINT NOT NULL,"
	" why BLOB NOT NULL);"
	"CREATE INDEX derived_by_at ON derived (at, key, size);"
	"CREATE INDEX derived_by_development ON derived (development);"
	"CREATE TABLE profile (key BIGINT PRIMARY KEY, prints BLOB NOT NULL, profile BLOB NOT NULL);"
	"CREATE TABLE candidates (key BIGINT PRIMARY KEY, candidates BLOB NOT NULL);"
	"CREATE TABLE conflict (decided_at BIGINT NOT NULL, decided_by BIGINT NOT NULL, seq INTEGER NOT NULL,"
	" development BIGINT NOT NULL, kind INTEGER NOT NULL, corrected INTEGER NOT NULL, a_article BIGINT NOT NULL,"
	" b_article BIGINT NOT NULL, a_start INTEGER NOT NULL, a_end INTEGER NOT NULL, b_start INTEGER NOT NULL,"
	" b_end INTEGER NOT NULL, head BIGINT NOT NULL, a_value REAL NOT NULL, b_value REAL NOT NULL,"
	" PRIMARY KEY (decided_at, decided_by, seq));"
	"CREATE TABLE move (decided_at BIGINT NOT NULL, decided_by BIGINT NOT NULL, seq INTEGER NOT NULL,"
	" kind INTEGER NOT NULL, article BIGINT NOT NULL, from_id BIGINT NOT NULL, to_id BIGINT NOT NULL,"
	" score REAL NOT NULL, PRIMARY KEY (decided_at, decided_by, seq));"
	"CREATE TABLE link (decided_at BIGINT NOT NULL, decided_by BIGINT NOT NULL, seq INTEGER NOT NULL,"
	" kind INTEGER NOT NULL, from_id BIGINT NOT NULL, to_id BIGINT NOT NULL, score REAL NOT NULL,"
	" PRIMARY KEY (decided_at, decided_by, seq));"
	"CREATE TABLE lesson (decided_at BIGINT NOT NULL, decided_by BIGINT NOT NULL, seq INTEGER NOT NULL,"
	" made BIGINT NOT NULL, article BIGINT NOT NULL, development BIGINT NOT NULL, together INTEGER NOT NULL,"
	" features BLOB NOT NULL, PRIMARY KEY (decided_at, decided_by, seq));"
	"CREATE INDEX signal_by_birth ON signal (born, decided_by);";

const char *const bw_schema[] = {schema_1, schema_2, schema_3, schema_4, NULL};

#define ARTICLE_COLUMNS                                                                                                \
	"key, url, source_id, source, title, author, publisher, language, section, published, modified, at, fetched,"  \
	" text, text_sha256, shape, form, entries"
#define EDITION_COLUMNS "desk, date, clock, since, outcome, reason, page, gate"
/* Of addresses first seen in the last ?2 seconds before ?1, those whose age has doubled since the last look: so a page
 * is looked at often while it is young, and a handful of times in all. */
#define DUE "(source_id <> 0 AND at > ?1 - ?2 AND at <= ?1 AND ?1 - at >= 2 * (looked - at))"
#define DERIVED_COLUMNS                                                                                                \
	"derived.key, derived.at, copy, copy_of, containment, origin, development, join_how, similarity, threshold, "  \
	"turn"
/* Times of two parts are compared as rows, so that one index serves. */
#define MOVED_SIGNALS "(SELECT signal FROM evidence WHERE decided_at >= ?)"
#define TAKEN_BACK    "(decided_at, decided_by) >= (?, ?)"

const char *const bw_sql_text[BW_N_SQL] = {
	[BW_SQL_BEGIN] = "BEGIN IMMEDIATE",
	[BW_SQL_COMMIT] = "COMMIT",
	[BW_SQL_ROLLBACK] = "ROLLBACK",
	[BW_SQL_META_GET] = "SELECT value FROM meta WHERE name = ?",
	[BW_SQL_META_PUT] = "INSERT INTO meta (name, value) VALUES (?, ?)"
			    " ON CONFLICT (name) DO UPDATE SET value = excluded.value",
	[BW_SQL_INTEGRITY] = "PRAGMA quick_check(1)",

	[BW_SQL_SOURCE_FIND] = "SELECT id FROM source WHERE url = ?",
	[BW_SQL_SOURCE_INSERT] =
		"INSERT INTO source (url, name, home, desk, owner, kind, allow_private, added, failures, complaint,"
		" etag, last_modified) VALUES (?, ?, ?, ?, ?, ?, ?, ?, 0, '', '', '')",
	[BW_SQL_SOURCE_UPDATE] =
		"UPDATE source SET name = ?, home = ?, desk = ?, owner = coalesce(nullif(?, ''), owner),"
		" allow_private = ?, ended = NULL"
		" WHERE id = ?",
	[BW_SQL_SOURCE_END] = "UPDATE source SET ended = ? WHERE id = ?",
	[BW_SQL_SOURCE_VISITED] =
		"UPDATE source SET name = ?, home = ?, kind = ?, visited = ?, succeeded = ?, failures = ?,"
		" complaint = ?, etag = ?, last_modified = ?, interval_s = ?, not_before = ?, moved_to = ?,"
		" moved_visits = ? WHERE id = ?",
	[BW_SQL_SOURCE_MOVE] = "UPDATE source SET url = ?, moved_to = '', moved_visits = 0 WHERE id = ?",
	[BW_SQL_SOURCE_LIST] =
		"SELECT id, url, name, home, desk, kind, allow_private, added, visited, succeeded, failures,"
		" complaint, etag, last_modified, interval_s, not_before, moved_to, moved_visits,"
		" ended, owner FROM source ORDER BY url",
	[BW_SQL_SOURCE_ARTICLES] = "SELECT source_id, count(*) FROM article GROUP BY source_id",

	[BW_SQL_ARTICLE_SHA] = "SELECT text_sha256 FROM article WHERE key = ?",
	[BW_SQL_ARTICLE_INSERT] = "INSERT INTO article (" ARTICLE_COLUMNS ", raw, raw_sha256, seal)"
				  " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
	[BW_SQL_ARTICLE_BY_TEXT] = "SELECT key, url FROM article WHERE text_sha256 = ? ORDER BY at, key LIMIT ?",
	[BW_SQL_ARTICLE_BETWEEN] = "SELECT key, url FROM article WHERE key >= ? AND key <= ? ORDER BY key LIMIT ?",
	[BW_SQL_ITEM_GET] = "SELECT article FROM item WHERE source_id = ? AND id = ?",
	[BW_SQL_ITEM_PUT] = "INSERT INTO item (source_id, id, article) VALUES (?, ?, ?)"
			    " ON CONFLICT (source_id, id) DO UPDATE SET article = excluded.article",
	[BW_SQL_SITE_GET] = "SELECT template FROM site WHERE host = ?",
	[BW_SQL_SITE_PUT] = "INSERT INTO site (host, template) VALUES (?, ?)"
			    " ON CONFLICT (host) DO UPDATE SET template = excluded.template",
	[BW_SQL_VERSION_LIST] = "SELECT article, fetched, title, text FROM version WHERE article = ? AND fetched <= ?"
				" ORDER BY fetched, text_sha256",
	[BW_SQL_ARTICLE_INDEX] = "INSERT INTO article_words (rowid, title, text) VALUES (?, ?, ?)",
	[BW_SQL_VERSION_INSERT] = "INSERT INTO version (article, text_sha256, fetched, title, text, raw, raw_sha256)"
				  " VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (article, text_sha256) DO NOTHING",
	[BW_SQL_ARTICLE_GET] = "SELECT " ARTICLE_COLUMNS " FROM article WHERE key = ?",
	[BW_SQL_ARTICLE_LIST] = "SELECT " ARTICLE_COLUMNS " FROM article WHERE at >= ? AND at <= ? AND fetched <= ?"
				" ORDER BY at, key",
	[BW_SQL_SEEN] = "SELECT " DUE ", article, etag, last_modified FROM seen WHERE url = ?3",
	[BW_SQL_SEEN_PUT] =
		"INSERT INTO seen (url, source_id, article, at, looked, reason) VALUES (?1, ?2, ?3, ?4, ?4, ?5)"
		" ON CONFLICT (url) DO UPDATE SET article = excluded.article, reason = excluded.reason,"
		" looked = excluded.looked WHERE seen.article = 0",
	[BW_SQL_SEEN_LOOKED] = "UPDATE seen SET looked = ?, etag = ?, last_modified = ? WHERE url = ?",
	[BW_SQL_SEEN_DUE] = "SELECT source_id, url, article, etag, last_modified FROM seen WHERE article <> 0 AND "
			    "looked < ?1 AND " DUE " ORDER BY looked, url LIMIT ?3",
	[BW_SQL_SEEN_DUE_SOURCES] = "SELECT DISTINCT source_id FROM seen WHERE article = 0 AND " DUE,
	[BW_SQL_COUNTS] = "SELECT (SELECT count(*) FROM source), (SELECT count(*) FROM article),"
			  " (SELECT count(*) FROM version), (SELECT count(*) FROM seen WHERE article = 0),"
			  " (SELECT count(*) FROM derived WHERE development = key)"
			  " + (SELECT count(DISTINCT to_id) FROM move WHERE kind = 1)"
			  " - (SELECT count(*) FROM move WHERE article = 0), (SELECT count(*) FROM signal),"
			  " (SELECT count(*) FROM edition)",
	[BW_SQL_COVERAGE] = "SELECT (SELECT count(*) FROM article WHERE at > ? AND at <= ? AND fetched <= ?),"
			    " (SELECT count(*) FROM seen WHERE article = 0 AND at > ? AND at <= ? AND at <= ?)",
	[BW_SQL_VISIT_PUT] = "INSERT INTO visit (clock, sources, failed) VALUES (?, ?, ?)"
			     " ON CONFLICT (clock) DO UPDATE SET sources = excluded.sources, failed = excluded.failed",
	[BW_SQL_VISIT_GET] = "SELECT sources, failed FROM visit WHERE clock <= ? ORDER BY clock DESC LIMIT 1",

	[BW_SQL_CLOCK] = "SELECT max(t) FROM (SELECT max(clock) AS t FROM visit UNION ALL SELECT max(at) FROM article)",

	[BW_SQL_DERIVED_INSERT] = "INSERT INTO derived (key, at, copy, copy_of, containment, origin, development,"
				  " join_how, similarity, threshold, turn, size, why)"
				  " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
	[BW_SQL_DERIVED_GET] = "SELECT " DERIVED_COLUMNS ", why FROM derived WHERE key = ?",
	[BW_SQL_DERIVED_LIST] = "SELECT " DERIVED_COLUMNS ", why FROM derived WHERE at >= ? AND at <= ?"
				" ORDER BY at, key",
	[BW_SQL_DERIVED_MEMBERS] =
		"SELECT " DERIVED_COLUMNS ", why FROM derived WHERE development = ? ORDER BY at, key",
	[BW_SQL_DERIVED_SIZES] = "SELECT at, size FROM derived WHERE at >= ? ORDER BY at DESC, key DESC",
	[BW_SQL_PROFILE_PUT] = "INSERT INTO profile (key, prints, profile) VALUES (?, ?, ?)"
			       " ON CONFLICT (key) DO UPDATE SET prints = excluded.prints, profile = excluded.profile",
	[BW_SQL_PROFILE_GET] = "SELECT prints, profile FROM profile WHERE key = ?",
	[BW_SQL_PROFILE_FORGET] = "DELETE FROM profile",
	[BW_SQL_PROFILE_WALK] = "SELECT " DERIVED_COLUMNS ", CASE WHEN derived.at >= ? THEN profile.prints END,"
				" profile.profile FROM derived JOIN profile ON profile.key = derived.key"
				" WHERE derived.at >= ? ORDER BY derived.at, derived.key",
	[BW_SQL_CANDIDATES_PUT] = "INSERT INTO candidates (key, candidates) VALUES (?, ?)"
				  " ON CONFLICT (key) DO UPDATE SET candidates = excluded.candidates",
	[BW_SQL_CANDIDATES_GET] = "SELECT candidates FROM candidates WHERE key = ?",
	[BW_SQL_CANDIDATES_FORGET] = "DELETE FROM candidates",
	[BW_SQL_CANDIDATES_WALK] = "SELECT " DERIVED_COLUMNS ", candidates.candidates FROM derived"
				   " JOIN candidates ON candidates.key = derived.key"
				   " WHERE derived.at >= ? ORDER BY derived.at, derived.key",
	[BW_SQL_EVIDENCE_WALK] = "SELECT " DERIVED_COLUMNS ", candidates.candidates FROM derived"
				 " JOIN candidates ON candidates.key = derived.key"
				 " WHERE derived.at < ? AND derived.key IN"
				 " (SELECT article FROM evidence WHERE signal IN " MOVED_SIGNALS ")"
				 " ORDER BY derived.at, derived.key",
	[BW_SQL_EVIDENCE_DERIVED] =
		"SELECT " DERIVED_COLUMNS ", why FROM derived"
		" WHERE at < ? AND key IN (SELECT article FROM evidence WHERE signal IN " MOVED_SIGNALS
		") ORDER BY at, key",
	[BW_SQL_PENDING_PUT] = "INSERT INTO pending (at, key) VALUES (?, ?)",
	[BW_SQL_PENDING_DONE] = "DELETE FROM pending WHERE at = ? AND key = ?",
	[BW_SQL_PENDING_FIRST] = "SELECT at, key FROM pending ORDER BY at, key LIMIT 1",
	[BW_SQL_PENDING_COUNT] = "SELECT count(*) FROM pending",
	[BW_SQL_PENDING] = "SELECT at, key FROM pending ORDER BY at, key LIMIT ?",
	[BW_SQL_REWIND_PENDING] = "INSERT INTO pending (at, key) SELECT at, key FROM derived WHERE (at, key) >= (?, ?)",
	[BW_SQL_REWIND_DERIVED] = "DELETE FROM derived WHERE (at, key) >= (?, ?)",
	[BW_SQL_REWIND_EVIDENCE] = "DELETE FROM evidence WHERE " TAKEN_BACK,
	[BW_SQL_REWIND_SIGNAL] = "DELETE FROM signal WHERE (born, decided_by) >= (?, ?)",
	[BW_SQL_REWIND_CONFLICT] = "DELETE FROM conflict WHERE " TAKEN_BACK,
	[BW_SQL_REWIND_MOVE] = "DELETE FROM move WHERE " TAKEN_BACK,
	[BW_SQL_REWIND_LINK] = "DELETE FROM link WHERE " TAKEN_BACK,
	[BW_SQL_REWIND_LESSON] = "DELETE FROM lesson WHERE " TAKEN_BACK,
	[BW_SQL_CONFLICT_INSERT] =
		"INSERT INTO conflict (decided_at, decided_by, seq, development, kind, corrected, a_article, b_article,"
		" a_start, a_end, b_start, b_end, head, a_value, b_value)"
		" VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
	[BW_SQL_MOVE_INSERT] = "INSERT INTO move (decided_at, decided_by, seq, kind, article, from_id, to_id, score)"
			       " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
	[BW_SQL_LINK_INSERT] = "INSERT INTO link (decided_at, decided_by, seq, kind, from_id, to_id, score)"
			       " VALUES (?, ?, ?, ?, ?, ?, ?)",
	[BW_SQL_LESSON_INSERT] = "INSERT INTO lesson (decided_at, decided_by, seq, made, article, development,"
				 " together, features) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
	[BW_SQL_SIGNAL_INSERT] =
		"INSERT INTO signal (id, decided_by, born, title, title_article, title_start, title_end,"
		" frame, direction) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
	[BW_SQL_EVIDENCE_INSERT] =
		"INSERT INTO evidence (signal, article, decided_by, decided_at, start, stop, anchor_start,"
		" anchor_stop, stance, strength, reasoning) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
	[BW_SQL_SIGNAL_LIST] =
		"SELECT id, decided_by, born, title, title_article, title_start, title_end, frame, direction"
		" FROM signal WHERE born <= ? AND id IN " MOVED_SIGNALS " ORDER BY born, id",
	[BW_SQL_EVIDENCE_LIST] =
		"SELECT signal, article, decided_by, decided_at, start, stop, anchor_start, anchor_stop,"
		" stance, strength, reasoning FROM evidence WHERE decided_at <= ? AND signal IN " MOVED_SIGNALS
		" ORDER BY signal, decided_at, decided_by, article, start",
	[BW_SQL_CONFLICT_LIST] =
		"SELECT development, kind, corrected, a_article, b_article, a_start, a_end, b_start, b_end, head,"
		" a_value, b_value FROM conflict WHERE decided_at >= ? AND decided_at <= ?"
		" ORDER BY decided_at, decided_by, seq",
	[BW_SQL_MOVE_LIST] = "SELECT decided_at, decided_by, kind, article, from_id, to_id, score FROM move"
			     " WHERE decided_at >= ? AND decided_at <= ? ORDER BY decided_at, decided_by, seq",
	[BW_SQL_LINK_LIST] = "SELECT decided_at, decided_by, kind, from_id, to_id, score FROM link"
			     " WHERE decided_at >= ? AND decided_at <= ? ORDER BY decided_at, decided_by, seq",
	[BW_SQL_LESSON_LIST] = "SELECT made, article, development, together, features FROM lesson"
			       " ORDER BY decided_at, decided_by, seq",

	[BW_SQL_CORRECTION_LAST] = "SELECT coalesce(max(id), 0), coalesce(max(made), 0) FROM correction",
	[BW_SQL_CORRECTION_INSERT] =
		"INSERT INTO correction (id, made, kind, words, undone, seal) VALUES (?, ?, ?, ?, NULL, ?)",
	[BW_SQL_CORRECTION_PAIR_INSERT] =
		"INSERT INTO correction_pair (correction, seq, article, other, together, held)"
		" VALUES (?, ?, ?, ?, ?, ?)",
	[BW_SQL_CORRECTION_NAME_INSERT] =
		"INSERT INTO correction_name (correction, seq, article, id) VALUES (?, ?, ?, ?)",
	[BW_SQL_CORRECTION_LIST] = "SELECT id, made, kind, words, undone, seal FROM correction ORDER BY id",
	[BW_SQL_CORRECTION_PAIRS] = "SELECT correction, article, other, together, held FROM correction_pair"
				    " ORDER BY correction, seq",
	[BW_SQL_CORRECTION_NAMES] = "SELECT correction, article, id FROM correction_name ORDER BY correction, seq",
	[BW_SQL_CORRECTION_SEAL] = "UPDATE correction SET seal = ? WHERE id = ?",
	[BW_SQL_CORRECTION_UNDO] = "UPDATE correction SET undone = ?, seal = ? WHERE id = ?",

	[BW_SQL_EDITION_PUT] = "INSERT INTO edition (" EDITION_COLUMNS ", seal)"
			       " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (desk, date) DO UPDATE SET"
			       " clock = excluded.clock, since = excluded.since, outcome = excluded.outcome,"
			       " reason = excluded.reason, page = excluded.page, gate = excluded.gate,"
			       " seal = excluded.seal",
	[BW_SQL_EDITION_GET] = "SELECT " EDITION_COLUMNS " FROM edition"
			       " WHERE desk = ? AND date = ?",
	[BW_SQL_EDITION_LIST] = "SELECT " EDITION_COLUMNS " FROM edition"
				" WHERE date >= ? ORDER BY date, desk",
	[BW_SQL_EDITION_BEFORE] = "SELECT max(clock) FROM edition WHERE desk = ? AND date < ?",

	[BW_SQL_PROVE_ARTICLES] = "SELECT " ARTICLE_COLUMNS ", raw, raw_sha256, seal FROM article ORDER BY at, key",
	[BW_SQL_PROVE_VERSIONS] =
		"SELECT version.article, article.url, version.title, version.text_sha256, version.text, version.raw,"
		" version.raw_sha256 FROM version JOIN article ON article.key = version.article"
		" ORDER BY version.article, version.fetched",
	[BW_SQL_PROVE_EDITIONS] = "SELECT " EDITION_COLUMNS ", seal FROM edition ORDER BY date, desk",

	[BW_SQL_SEARCH] = "SELECT article.key, article.title, article.source, article.url, article.at,"
			  " snippet(article_words, 1, '', '', ' … ', 24)"
			  " FROM article_words JOIN article ON article.key = article_words.rowid"
			  " WHERE article_words MATCH ? ORDER BY article.at DESC, article.key LIMIT ?",
};
