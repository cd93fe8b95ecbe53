#!/bin/sh
# What is followed besides feeds, and what becomes of articles that move, change or go.
set -eu
. "$(dirname "$0")/lib.sh"

mirror=$scratch/mirror
site=$mirror/gazette.example
mkdir -p "$site/2026/03" "$scratch/h"
printf '[net]\nmirror = %s\n' "$mirror" >"$scratch/h/config.ini"
bw() { verb=$1; shift; "$program" "$verb" --home "$scratch/h" "$@"; }

page() { # FILE TITLE DAY FIRST [CANONICAL]
	mkdir -p "$(dirname "$site/$1")"
	cat >"$site/$1" <<-P
		<!doctype html><html lang="en"><head><title>$2 | The Gazette</title>
		<meta property="og:type" content="article"><meta property="og:title" content="$2">
		<meta property="article:published_time" content="$3T08:00:00Z">
		${5:+<link rel="canonical" href="https://gazette.example/$5">}</head>
		<body><nav><a href="/">Home</a> <a href="/about">About</a></nav><article><h1>$2</h1>
		<p>$4</p>
		<p>This was told on $3 to everybody who had come to hear about $2, and they were many.</p>
		</article><footer>Copyright The Gazette</footer></body></html>
	P
}
page 2026/03/quay-plan-approved.html "Harbour board approves plan for the quay" 2026-03-02 "The harbour board approved a plan for a new quay on Monday."
page 2026/03/ferry-line-returns.html "Ferry line returns after nine years away" 2026-03-03 "The ferry line to the islands returns in June, the operator said on Tuesday, nine years after its last crossing."
page 2026/03/bakers-raise-prices.html "Bakers in the old town raise their prices" 2026-03-03 "Bakers in the old town raised the price of a loaf by a tenth on Tuesday and blamed the cost of flour and of heating their ovens."

cat >"$site/index.html" <<'P'
<!doctype html><html><head><title>The Gazette</title></head><body>
<nav><a href="/">Home</a><a href="/about">About us</a><a href="/tag/harbour">Harbour</a><a href="/login">Sign in</a></nav>
<main><h1>News</h1>
<article><h2><a href="/2026/03/quay-plan-approved.html">Harbour board approves plan for the quay</a></h2><p>The board met.</p></article>
<article><h2><a href="/2026/03/ferry-line-returns.html">Ferry line returns after nine years away</a></h2><p>In June.</p></article>
<article><h2><a href="/2026/03/bakers-raise-prices.html">Bakers in the old town raise their prices</a></h2><p>Flour.</p></article>
</main><footer><a href="/privacy">Privacy</a><a href="/contact">Contact</a></footer></body></html>
P

exits 0 "a page without a feed is watched for new links" bw add https://gazette.example/
like "$(cat "$scratch/err")" "watched" "and add says so"
exits 0 "a run reads it" bw run --as-of 2026-03-04
is "$(bw sources --json | python3 -c 'import json,sys; r=json.loads(sys.stdin.readline()); print(r["kind"], r["articles"])')" "page 3" "three articles, and nothing from the menu"

page 2026/03/quay-plan-approved.html "Harbour board approves plan for the quay" 2026-03-02 "The harbour board approved a plan for a new quay and two cranes on Monday."
exits 0 "a later run looks at the page again" bw run --as-of 2026-03-05
like "$(cat "$scratch/err")" "its text has changed" "the change is told"
exits 0 "the article shows what differs" bw article https://gazette.example/2026/03/quay-plan-approved.html
like "$(cat "$scratch/out")" "Changed since it was archived" "under a heading"
like "$(cat "$scratch/out")" "a new quay on Monday." "with the words that were"
like "$(cat "$scratch/out")" "a new quay and two cranes on Monday." "and the words that are"
exits 0 "the store is proved" bw check

rm "$site/2026/03/ferry-line-returns.html"
exits 0 "a page that is gone does not stop a run" bw run --as-of 2026-03-06
like "$(cat "$scratch/err")" "it is gone from where it was archived" "and is told"
exits 0 "what was archived of it stays" bw article https://gazette.example/2026/03/ferry-line-returns.html
like "$(cat "$scratch/out")" "no longer at its address" "with a word on that"

# Identity: the same text on the same site is one article, on another site a reprint.
page print/bakers-raise-prices.html "Bakers in the old town raise their prices" 2026-03-03 "Bakers in the old town raised the price of a loaf by a tenth on Tuesday and blamed the cost of flour and of heating their ovens."
mkdir -p "$mirror/courier.example"
cp "$site/print/bakers-raise-prices.html" "$mirror/courier.example/bakers.html"
feed() { # HOST ITEMS
	printf '<?xml version="1.0"?><rss version="2.0"><channel><title>%s</title><link>https://%s/</link>%s</channel></rss>' "$1" "$1" "$2" >"$mirror/$1/feed.xml"
}
item() { printf '<item><title>%s</title><link>%s</link><guid isPermaLink="false">%s</guid><pubDate>Tue, 03 Mar 2026 08:00:00 GMT</pubDate></item>' "$1" "$2" "$3"; }
feed gazette.example "$(item Bakers https://gazette.example/print/bakers-raise-prices.html b1)"
feed courier.example "$(item Bakers https://courier.example/bakers.html c1)"
exits 0 "two feeds are added" bw add https://gazette.example/feed.xml https://courier.example/feed.xml
exits 0 "and read" bw run --as-of 2026-03-07
is "$(bw export | grep -c '"type":"article"')" 4 "a print view is the article that it prints, a reprint elsewhere is its own"

# The feed's id: an article that moved to another address, with a corrected text.
page 2026/03/loaf.html "Bakers in the old town raise their prices again" 2026-03-07 "A loaf in the old town costs a fifth more than a year ago, and the bakers say that flour, heating and wages leave them no choice in it."
feed courier.example "$(item Loaf https://gazette.example/2026/03/loaf.html g9)"
bw run --quiet --as-of 2026-03-08
page 2026/03/loaf-costs-more.html "Bakers in the old town raise their prices again" 2026-03-07 "A loaf in the old town costs a quarter more than a year ago, and the bakers say that flour, heating and wages leave them no choice in it."
feed courier.example "$(item Loaf https://gazette.example/2026/03/loaf-costs-more.html g9)"
bw run --quiet --as-of 2026-03-09 2>"$scratch/err" || :
is "$(bw export | grep -c '"type":"article"')" 5 "an item that moves to another address stays one article"
feed courier.example "$(item Other https://gazette.example/2026/03/quay-plan-approved.html g9)$(item Ferry https://gazette.example/2026/03/night-bus.html g9)"
page 2026/03/night-bus.html "Night bus stops at the university" 2026-03-09 "From Monday the night bus stops at the university, where students had asked for it in a petition with four thousand names."
bw run --quiet --as-of 2026-03-10
is "$(bw export | grep -c '"type":"article"')" 6 "an id that is used again names another article"

# Site maps.
cat >"$site/sitemap.xml" <<'P'
<?xml version="1.0"?><sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
<sitemap><loc>https://gazette.example/news.xml</loc><lastmod>2026-03-10</lastmod></sitemap></sitemapindex>
P
page 2026/03/library-opens.html "Library opens its tower to readers" 2026-03-10 "The library opened its tower on Tuesday, and the first readers climbed its two hundred steps to see the maps that are kept there."
cat >"$site/news.xml" <<'P'
<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">
<url><loc>https://gazette.example/2026/03/library-opens.html</loc><news:news><news:publication><news:name>The Gazette</news:name><news:language>en</news:language></news:publication>
<news:publication_date>2026-03-10T08:00:00Z</news:publication_date><news:title>Library opens its tower to readers</news:title></news:news></url></urlset>
P
exits 0 "a site map is added" bw add https://gazette.example/sitemap.xml
bw run --quiet --as-of 2026-03-11
is "$(bw export | grep -c '"type":"article"')" 7 "the site maps that it names are read"
is "$(bw sources --json | grep -c '"kind":"site-map"')" 1 "and it is listed as what it is"

# Variants of an address name one article: another host of the site, a tracking parameter.
mkdir -p "$mirror/m.gazette.example/2026/03"
sed 's/two hundred steps/two hundred and nine steps/' "$site/2026/03/library-opens.html" >"$mirror/m.gazette.example/2026/03/library-opens.html"
feed courier.example "$(item Library 'https://m.gazette.example/2026/03/library-opens.html?utm_source=feed' v1)"
bw run --quiet --as-of 2026-03-11 2>/dev/null
is "$(bw export | grep -c '"type":"article"')" 7 "a mobile view with a tracking parameter is the article"
like "$(bw article https://gazette.example/2026/03/library-opens.html)" "and nine" "and its other text a version of it"

# Items that lead nowhere carry their text; an id that two items bear names neither; a packed site map is unpacked.
long="The council of the lower town met on Wednesday to speak about the noise of the night trains, and it decided to ask the railway for slower trains between midnight and five, which the railway will answer in a month."
feed courier.example "<item><title>Night trains</title><guid isPermaLink=\"false\">n1</guid><description>$long</description></item><item><title>Day trains</title><guid isPermaLink=\"false\">n2</guid><description>Another matter altogether. $long It is the second one of its kind.</description></item><item><title>Nothing</title></item>"
bw run --as-of 2026-03-11 2>"$scratch/err"
is "$(bw export | grep -c '"type":"article"')" 9 "items without an address are kept as they are"
like "$(cat "$scratch/err")" "neither an address nor a text" "and what is nothing is told"
page 2026/03/one.html "One bridge is closed" 2026-03-11 "One bridge over the canal is closed until the first of May, because its bearings are worn out and have to be cast anew."
page 2026/03/two.html "Two schools get gardens" 2026-03-11 "Two schools in the upper town get gardens this spring, in which the pupils will grow beans, carrots and a kind of early apple."
gzip -c >"$site/packed.xml.gz" <<P
<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url><loc>https://gazette.example/2026/03/one.html</loc></url><url><loc>https://gazette.example/2026/03/two.html</loc></url></urlset>
P
exits 0 "a packed site map is added" bw add https://gazette.example/packed.xml.gz
bw run --quiet --as-of 2026-03-12 2>"$scratch/err"
is "$(bw export | grep -c '"type":"article"')" 11 "and read"
is "$(grep -c changed "$scratch/err")" 0 "nothing has changed meanwhile"
bw remove --quiet https://gazette.example/packed.xml.gz

# Lists of feeds, both ways.
exits 0 "the sources are written as OPML" bw sources --opml
cp "$scratch/out" "$scratch/list.opml"
mkdir -p "$scratch/g"
cp "$scratch/h/config.ini" "$scratch/g/"
"$program" add --quiet --home "$scratch/g" "$scratch/list.opml"
is "$("$program" sources --json --home "$scratch/g" | grep -o '"url":"[^"]*"')" "$(bw sources --json | grep '"ended":null' | grep -o '"url":"[^"]*"')" "and read again as the same sources"
printf '<opml version="2.0"><body><outline text="Geopolitics &amp; Sovereign Positioning"><outline text="G" type="rss" xmlUrl="https://gazette.example/feed.xml"/></outline></body></opml>' >"$scratch/desk.opml"
"$program" add --quiet --home "$scratch/g" "$scratch/desk.opml"
like "$("$program" sources --json --home "$scratch/g" | grep 'gazette.example/feed.xml')" '"desk":"geopolitics"' "a folder with the name of a desk is that desk"

exits 0 "a source can be given up" bw remove https://courier.example/feed.xml
exits 1 "but only once" bw remove https://courier.example/feed.xml
bw run --quiet --as-of 2026-03-12
like "$(bw sources)" "ended" "it is listed as ended"
is "$(bw export | grep -c '"type":"article"')" 11 "and what it gave stays"
finish
