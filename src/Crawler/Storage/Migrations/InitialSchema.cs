namespace Catalogue.Crawler.Storage.Migrations;

/// <summary>The first schema. Times are Unix milliseconds; ids come from <c>counters</c>, so that both databases number alike.</summary>
internal static class InitialSchema
{
    public static Migration Migration { get; } = new(1, "servers, listings, tools, history, passes", """
        CREATE TABLE counters (name TEXT PRIMARY KEY, value BIGINT NOT NULL);
        INSERT INTO counters (name, value) VALUES ('revision', 0), ('server', 0), ('listing', 0), ('history', 0), ('inspection', 0), ('pass', 0);

        CREATE TABLE servers (
            id BIGINT PRIMARY KEY,
            name TEXT NOT NULL,
            name_key TEXT NOT NULL,
            slug TEXT NOT NULL UNIQUE,
            title TEXT, description TEXT, repository TEXT, repository_subfolder TEXT, website_url TEXT, version TEXT,
            status INTEGER NOT NULL, status_message TEXT,
            first_seen BIGINT NOT NULL,
            withdrawn_at BIGINT,
            merged_into BIGINT,
            tools_basis INTEGER NOT NULL,
            declared_by TEXT,
            revision BIGINT NOT NULL
        );
        CREATE INDEX servers_name ON servers (name_key);
        CREATE INDEX servers_revision ON servers (revision);

        CREATE TABLE aliases (alias TEXT PRIMARY KEY, server_id BIGINT NOT NULL REFERENCES servers (id));
        CREATE INDEX aliases_server ON aliases (server_id);

        CREATE TABLE listings (
            id BIGINT PRIMARY KEY,
            server_id BIGINT NOT NULL REFERENCES servers (id),
            origin_server_id BIGINT NOT NULL REFERENCES servers (id),
            source TEXT NOT NULL,
            name_there TEXT NOT NULL,
            name_key TEXT NOT NULL,
            pinned INTEGER NOT NULL,
            content TEXT NOT NULL,
            content_hash {blob} NOT NULL,
            raw_entry {blob},
            first_seen BIGINT NOT NULL,
            last_seen BIGINT NOT NULL,
            dropped_at BIGINT
        );
        CREATE UNIQUE INDEX listings_name ON listings (source, name_key);
        CREATE INDEX listings_server ON listings (server_id);

        CREATE TABLE listing_keys (key TEXT NOT NULL, listing_id BIGINT NOT NULL REFERENCES listings (id), PRIMARY KEY (key, listing_id));
        CREATE INDEX listing_keys_listing ON listing_keys (listing_id);

        CREATE TABLE kept_apart (server_id BIGINT NOT NULL, other_id BIGINT NOT NULL, PRIMARY KEY (server_id, other_id));

        CREATE TABLE endpoints (
            server_id BIGINT NOT NULL REFERENCES servers (id),
            position INTEGER NOT NULL,
            kind INTEGER NOT NULL,
            url TEXT, package_type TEXT, package_name TEXT, package_version TEXT,
            details TEXT NOT NULL,
            trusted INTEGER NOT NULL,
            PRIMARY KEY (server_id, position)
        );

        CREATE TABLE observations (
            server_id BIGINT PRIMARY KEY REFERENCES servers (id),
            outcome TEXT NOT NULL,
            reason TEXT, how TEXT, endpoint TEXT, protocol_version TEXT, server_title TEXT, server_version TEXT, instructions TEXT,
            prompt_count INTEGER, resource_count INTEGER
        );

        CREATE TABLE checks (
            server_id BIGINT PRIMARY KEY REFERENCES servers (id),
            checked_at BIGINT,
            last_good_at BIGINT,
            duration_ms BIGINT,
            due_at BIGINT NOT NULL,
            interval_ms BIGINT NOT NULL,
            failures INTEGER NOT NULL,
            pass_id BIGINT NOT NULL,
            inspection_id BIGINT
        );
        CREATE INDEX checks_due ON checks (due_at);
        CREATE INDEX checks_pass ON checks (pass_id);

        CREATE TABLE inspections (
            id BIGINT PRIMARY KEY,
            server_id BIGINT NOT NULL REFERENCES servers (id),
            outcome TEXT NOT NULL,
            reason TEXT, how TEXT, endpoint TEXT,
            first_at BIGINT NOT NULL,
            last_at BIGINT NOT NULL,
            times INTEGER NOT NULL
        );
        CREATE INDEX inspections_server ON inspections (server_id, id);

        CREATE TABLE definitions (
            hash {blob} PRIMARY KEY,
            name TEXT NOT NULL,
            title TEXT, description TEXT,
            input_schema {blob}, output_schema {blob}, annotations {blob}
        );

        CREATE TABLE tools (
            server_id BIGINT NOT NULL REFERENCES servers (id),
            slug TEXT NOT NULL,
            name TEXT NOT NULL,
            definition_hash {blob} NOT NULL REFERENCES definitions (hash),
            first_seen BIGINT NOT NULL,
            changed_at BIGINT NOT NULL,
            removed_at BIGINT,
            declared INTEGER NOT NULL,
            PRIMARY KEY (server_id, slug)
        );
        CREATE INDEX tools_definition ON tools (definition_hash);

        CREATE TABLE history (
            id BIGINT PRIMARY KEY,
            server_id BIGINT NOT NULL REFERENCES servers (id),
            tool TEXT,
            kind INTEGER NOT NULL,
            at BIGINT NOT NULL,
            old_hash {blob}, new_hash {blob},
            fields TEXT NOT NULL
        );
        CREATE INDEX history_server ON history (server_id, id);

        CREATE INDEX servers_merged ON servers (merged_into);

        CREATE TABLE source_states (source TEXT PRIMARY KEY, listed_at BIGINT, listed_whole_at BIGINT, bookmark TEXT);

        CREATE TABLE passes (
            id BIGINT PRIMARY KEY,
            scope TEXT NOT NULL,
            started_at BIGINT NOT NULL,
            ended_at BIGINT,
            leader TEXT NOT NULL,
            leader_seen_at BIGINT NOT NULL,
            sources TEXT NOT NULL,
            outcomes TEXT NOT NULL
        );

        CREATE TABLE pass_batches (
            pass_id BIGINT NOT NULL REFERENCES passes (id),
            number INTEGER NOT NULL,
            servers TEXT NOT NULL,
            done_at BIGINT,
            PRIMARY KEY (pass_id, number)
        );
        """);
}
