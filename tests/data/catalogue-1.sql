-- A catalogue as version 1 of the schema left it: two articles, one of them to be indexed, and two files to be read.
BEGIN TRANSACTION;
CREATE TABLE article (
        id INTEGER PRIMARY KEY AUTOINCREMENT,   -- never used again after a deletion
        sha256 TEXT NOT NULL UNIQUE,
        original_name TEXT NOT NULL,
        imported TEXT NOT NULL,                 -- UTC, ISO 8601
        title TEXT NOT NULL,
        title_derived INTEGER NOT NULL,
        byline TEXT,
        published TEXT,                         -- ISO 8601 date
        site_name TEXT,
        url TEXT,
        language TEXT,
        format TEXT NOT NULL,
        encoding TEXT NOT NULL
    ) STRICT;
INSERT INTO "article" VALUES(1,'bf86ac1a7453d4cc5faf4236d97373b1d3d3f31811f8fd149f0f009d95364eb0','brief.txt','2026-11-24T03:23:34+00:00','The harbour board approved a second ferry line to the northern islands',1,NULL,NULL,NULL,NULL,'en','text','utf-8');
INSERT INTO "article" VALUES(2,'191a64c9a5dd7ae759f86527e33e820e8690d0095f2987255cd2a89c915cf31d','ferry.html','2026-11-24T03:23:35+00:00','Night ferry returns',0,NULL,'2025-03-14','Harbour Gazette','https://www.example.org/ferry','en','html','utf-8');
CREATE TABLE body (                         -- apart from article, so that lists need not read past it
        article_id INTEGER PRIMARY KEY REFERENCES article ON DELETE CASCADE,
        blocks TEXT NOT NULL                    -- JSON: [[kind, text], ...]
    ) STRICT;
INSERT INTO "body" VALUES(1,'[]');
INSERT INTO "body" VALUES(2,'[["paragraph","The night ferry to the islands returns after two years, the harbour board said on Friday."],["paragraph","Tickets can be bought from Monday on, and the first ship leaves in June with room for three hundred people."]]');
CREATE TABLE credit (
        article_id INTEGER NOT NULL REFERENCES article ON DELETE CASCADE,
        position INTEGER NOT NULL,
        outlet_id INTEGER NOT NULL REFERENCES outlet,
        role TEXT NOT NULL,
        PRIMARY KEY (article_id, position)
    ) STRICT;
INSERT INTO "credit" VALUES(1,0,1,'credited');
INSERT INTO "credit" VALUES(1,1,1,'further_reading');
INSERT INTO "credit" VALUES(1,2,2,'further_reading');
INSERT INTO "credit" VALUES(1,3,3,'further_reading');
INSERT INTO "credit" VALUES(2,0,1,'publisher');
CREATE TABLE import_queue (                 -- files that an import has listed and not yet read
        position INTEGER PRIMARY KEY AUTOINCREMENT,
        path BLOB NOT NULL UNIQUE               -- as the file system spells it, in bytes
    ) STRICT;
INSERT INTO "import_queue" VALUES(3,X'2F61727469636C65732F636166E92E747874');
INSERT INTO "import_queue" VALUES(4,X'2F61727469636C65732F6C6174652E68746D6C');
CREATE TABLE outlet (
        id INTEGER PRIMARY KEY,
        name TEXT NOT NULL UNIQUE
    ) STRICT;
INSERT INTO "outlet" VALUES(1,'Harbour Gazette');
INSERT INTO "outlet" VALUES(2,'Island Post');
INSERT INTO "outlet" VALUES(3,'The Northern Mail');
CREATE TABLE pending_index (                -- articles whose index entry is not up to date
        change INTEGER PRIMARY KEY AUTOINCREMENT,
        article_id INTEGER NOT NULL UNIQUE      -- may be gone from article: then it leaves the index
    ) STRICT;
INSERT INTO "pending_index" VALUES(3,2);
CREATE TABLE setting (
        name TEXT PRIMARY KEY,
        value TEXT NOT NULL
    ) STRICT;
INSERT INTO "setting" VALUES('index_number','1');
CREATE TABLE takeaway (
        article_id INTEGER NOT NULL REFERENCES article ON DELETE CASCADE,
        position INTEGER NOT NULL,
        text TEXT NOT NULL,
        PRIMARY KEY (article_id, position)
    ) STRICT;
INSERT INTO "takeaway" VALUES(1,0,'The harbour board approved a second ferry line to the northern islands. Sailings begin in May and run every hour.');
INSERT INTO "takeaway" VALUES(1,1,'Ticket prices stay as they are for residents, while visitors pay a third more from June onwards.');
INSERT INTO "takeaway" VALUES(1,2,'A study warned that “quiet season” traffic may not cover the cost of fuel, which rose by a fifth within a year.');
CREATE INDEX credit_outlet ON credit (outlet_id, article_id);
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('import_queue',4);
INSERT INTO "sqlite_sequence" VALUES('article',2);
INSERT INTO "sqlite_sequence" VALUES('pending_index',3);
COMMIT;
PRAGMA user_version = 1;
