extension CatalogSnapshot {
    /// Selects kind, identity and digest of every object in the namespaces `$1`.
    ///
    /// Privileges are sorted, because PostgreSQL keeps them in the order in which they were given.
    static let statement = """
        with namespace as (
            select oid, quote_ident(nspname) as name, nspowner, nspacl
            from pg_namespace where nspname = any ($1::text[])
        ), relation as (
            select c.*, n.name || '.' || quote_ident(c.relname) as identity
            from pg_class c join namespace n on n.oid = c.relnamespace
            where c.relkind in ('r', 'p', 'v', 'm', 'S', 'f')
        ), object (kind, identity, definition) as (
            \(objects.joined(separator: "\nunion all\n"))
        )
        select kind, identity, encode(sha256(convert_to(
            string_agg(coalesce(definition, ''), E'\\n' order by definition collate "C"),
            'UTF8')), 'hex') as digest
        from object group by kind, identity
        """

    private static let objects = relations + constraints + programs + types

    /// The privileges of an object in a fixed order.
    private static func privileges(_ column: String) -> String {
        "(select string_agg(item::text, ',' order by item::text collate \"C\") "
            + "from unnest(\(column)) item)"
    }

    private static let relations = [
        """
        select 'namespace', n.name,
            concat_ws(E'\\n', n.nspowner::regrole, \(privileges("n.nspacl")))
        from namespace n
        """,
        """
        select case r.relkind when 'v' then 'view' when 'm' then 'materialized view'
                when 'S' then 'sequence' when 'f' then 'foreign table' else 'table' end,
            r.identity,
            concat_ws(E'\\n', r.relkind, r.relpersistence, r.relrowsecurity,
                r.relforcerowsecurity, r.relreplident, r.reloptions, r.relowner::regrole,
                pg_get_expr(r.relpartbound, r.oid), pg_get_partkeydef(r.oid),
                (select string_agg(i.inhparent::regclass::text, ',' order by i.inhseqno)
                    from pg_inherits i where i.inhrelid = r.oid),
                case when r.relkind in ('v', 'm') then pg_get_viewdef(r.oid) end,
                (select concat_ws(' ', s.seqtypid::regtype, s.seqstart, s.seqincrement,
                        s.seqmin, s.seqmax, s.seqcache, s.seqcycle)
                    from pg_sequence s where s.seqrelid = r.oid),
                \(privileges("r.relacl")))
        from relation r
        """,
        """
        select 'column', r.identity || '.' || quote_ident(a.attname),
            concat_ws(E'\\n', format_type(a.atttypid, a.atttypmod), a.attnotnull,
                pg_get_expr(d.adbin, d.adrelid), a.attidentity, a.attgenerated,
                a.attcollation::regcollation, a.attoptions, \(privileges("a.attacl")))
        from relation r join pg_attribute a on a.attrelid = r.oid
            left join pg_attrdef d on d.adrelid = r.oid and d.adnum = a.attnum
        where a.attnum > 0 and not a.attisdropped and r.relkind <> 'S'
        """,
    ]

    private static let constraints = [
        """
        select 'constraint',
            coalesce(r.identity, n.name || '.' || quote_ident(t.typname)) || '.'
                || quote_ident(c.conname),
            concat_ws(E'\\n', pg_get_constraintdef(c.oid), c.convalidated, c.condeferrable,
                c.condeferred)
        from pg_constraint c join namespace n on n.oid = c.connamespace
            left join relation r on r.oid = c.conrelid
            left join pg_type t on t.oid = c.contypid
        """,
        """
        select 'index', n.name || '.' || quote_ident(c.relname),
            concat_ws(E'\\n', pg_get_indexdef(i.indexrelid), i.indisvalid, i.indisprimary)
        from pg_index i join pg_class c on c.oid = i.indexrelid
            join namespace n on n.oid = c.relnamespace
        """,
        """
        select 'policy', r.identity || '.' || quote_ident(p.polname),
            concat_ws(E'\\n', p.polcmd, p.polpermissive,
                (select string_agg(case role when 0 then 'public'
                        else role::regrole::text end, ',' order by role::regrole::text)
                    from unnest(p.polroles) role),
                'using ' || pg_get_expr(p.polqual, p.polrelid),
                'check ' || pg_get_expr(p.polwithcheck, p.polrelid))
        from pg_policy p join relation r on r.oid = p.polrelid
        """,
        """
        select 'trigger', r.identity || '.' || quote_ident(t.tgname),
            concat_ws(E'\\n', pg_get_triggerdef(t.oid), t.tgenabled)
        from pg_trigger t join relation r on r.oid = t.tgrelid
        where not t.tgisinternal
        """,
        """
        select 'rule', r.identity || '.' || quote_ident(w.rulename),
            concat_ws(E'\\n', pg_get_ruledef(w.oid), w.ev_enabled)
        from pg_rewrite w join relation r on r.oid = w.ev_class
        where w.rulename <> '_RETURN'
        """,
    ]

    private static let programs = [
        """
        select case p.prokind when 'p' then 'procedure' when 'a' then 'aggregate'
                else 'function' end,
            p.oid::regprocedure::text,
            concat_ws(E'\\n',
                case when p.prokind <> 'a' then pg_get_functiondef(p.oid) end,
                (select concat_ws(' ', a.aggtransfn, a.aggfinalfn, a.aggcombinefn,
                        a.aggsortop::regoper, a.aggtranstype::regtype, a.agginitval)
                    from pg_aggregate a where a.aggfnoid = p.oid),
                p.proowner::regrole, \(privileges("p.proacl")))
        from pg_proc p join namespace n on n.oid = p.pronamespace
        """
    ]

    private static let types = [
        """
        select case t.typtype when 'e' then 'enum' when 'd' then 'domain'
                when 'c' then 'composite type' else 'type' end,
            n.name || '.' || quote_ident(t.typname),
            concat_ws(E'\\n', t.typtype, t.typowner::regrole, \(privileges("t.typacl")),
                (select string_agg(quote_literal(e.enumlabel), ',' order by e.enumsortorder)
                    from pg_enum e where e.enumtypid = t.oid),
                case when t.typtype = 'd' then concat_ws(' ',
                    format_type(t.typbasetype, t.typtypmod), t.typnotnull, t.typdefault,
                    t.typcollation::regcollation) end,
                case when c.relkind = 'c' then (select string_agg(
                        quote_ident(a.attname) || ' ' || format_type(a.atttypid, a.atttypmod),
                        ',' order by a.attnum)
                    from pg_attribute a
                    where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped) end)
        from pg_type t join namespace n on n.oid = t.typnamespace
            left join pg_class c on c.oid = t.typrelid
        where t.typelem = 0 and (t.typrelid = 0 or c.relkind = 'c')
        """,
        """
        select 'default privileges',
            n.name || ' for ' || d.defaclrole::regrole::text || ' on ' || d.defaclobjtype::text,
            \(privileges("d.defaclacl"))
        from pg_default_acl d join namespace n on n.oid = d.defaclnamespace
        """,
    ]
}
