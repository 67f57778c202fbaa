SET statement_timeout = 0;
SET lock_timeout = 0;
SET idle_in_transaction_session_timeout = 0;
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
SELECT pg_catalog.set_config('search_path', '', false);
SET check_function_bodies = false;
SET xmloption = content;
SET client_min_messages = warning;
SET row_security = off;
CREATE FUNCTION public.a_annex_stays_with_its_report() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN IF NEW.report_id <> OLD.report_id THEN RAISE EXCEPTION 'a_annex_stays_with_its_report' USING ERRCODE = 'check_violation', CONSTRAINT = 'a_annex_stays_with_its_report'; END IF; RETURN NULL; END $$;
CREATE FUNCTION public.a_paragraph_stays_with_its_report() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN IF NEW.report_id <> OLD.report_id THEN RAISE EXCEPTION 'a_paragraph_stays_with_its_report' USING ERRCODE = 'check_violation', CONSTRAINT = 'a_paragraph_stays_with_its_report'; END IF; RETURN NULL; END $$;
CREATE FUNCTION public.a_participation_stays_with_its_report() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN IF NEW.report_id <> OLD.report_id THEN RAISE EXCEPTION 'a_participation_stays_with_its_report' USING ERRCODE = 'check_violation', CONSTRAINT = 'a_participation_stays_with_its_report'; END IF; RETURN NULL; END $$;
CREATE FUNCTION public.a_session_stays_with_its_report() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN IF NEW.report_id <> OLD.report_id THEN RAISE EXCEPTION 'a_session_stays_with_its_report' USING ERRCODE = 'check_violation', CONSTRAINT = 'a_session_stays_with_its_report'; END IF; RETURN NULL; END $$;
CREATE FUNCTION public.annex_within_one_report() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN IF EXISTS (SELECT 1 FROM reports_paragraph p WHERE p.id = NEW.named_in_id AND p.report_id <> NEW.report_id) OR EXISTS (SELECT 1 FROM reports_session s WHERE s.id = NEW.session_id AND s.report_id <> NEW.report_id) THEN RAISE EXCEPTION 'annex_within_one_report' USING ERRCODE = 'check_violation', CONSTRAINT = 'annex_within_one_report'; END IF; RETURN NULL; END $$;
CREATE FUNCTION public.audit_log_is_append_only() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN IF 1 = 1 THEN RAISE EXCEPTION 'audit_log_is_append_only' USING ERRCODE = 'check_violation', CONSTRAINT = 'audit_log_is_append_only'; END IF; RETURN NULL; END $$;
CREATE FUNCTION public.child_follows_parent() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN IF EXISTS (SELECT 1 FROM recommendations_recommendation parent WHERE parent.id = NEW.parent_id AND parent.position >= NEW.position) OR EXISTS (SELECT 1 FROM recommendations_recommendation point WHERE point.parent_id = NEW.id AND point.position <= NEW.position) THEN RAISE EXCEPTION 'child_follows_parent' USING ERRCODE = 'check_violation', CONSTRAINT = 'child_follows_parent'; END IF; RETURN NULL; END $$;
CREATE FUNCTION public.child_has_report_and_level_of_parent() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN IF EXISTS (SELECT 1 FROM recommendations_recommendation parent WHERE parent.id = NEW.parent_id AND (parent.report_id <> NEW.report_id OR parent.level <> NEW.level)) THEN RAISE EXCEPTION 'child_has_report_and_level_of_parent' USING ERRCODE = 'check_violation', CONSTRAINT = 'child_has_report_and_level_of_parent'; END IF; RETURN NULL; END $$;
CREATE FUNCTION public.children_take_level_of_parent() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN UPDATE recommendations_recommendation SET report_id = NEW.report_id, level = NEW.level WHERE parent_id = NEW.id AND (report_id <> NEW.report_id OR level <> NEW.level); RETURN NULL; END $$;
CREATE FUNCTION public.contribution_within_one_report() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN IF (SELECT p.report_id FROM reports_paragraph p WHERE p.id = NEW.paragraph_id) <> (SELECT t.report_id FROM reports_participation t WHERE t.id = NEW.participation_id) THEN RAISE EXCEPTION 'contribution_within_one_report' USING ERRCODE = 'check_violation', CONSTRAINT = 'contribution_within_one_report'; END IF; RETURN NULL; END $$;
CREATE FUNCTION public.paragraph_has_report_of_session() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN IF NEW.report_id <> (SELECT s.report_id FROM reports_session s WHERE s.id = NEW.session_id) THEN RAISE EXCEPTION 'paragraph_has_report_of_session' USING ERRCODE = 'check_violation', CONSTRAINT = 'paragraph_has_report_of_session'; END IF; RETURN NULL; END $$;
CREATE FUNCTION public.paragraph_with_speaker_is_named() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN IF NEW.voice <> 'named' AND EXISTS (SELECT 1 FROM reports_contribution c WHERE c.paragraph_id = NEW.id) THEN RAISE EXCEPTION 'paragraph_with_speaker_is_named' USING ERRCODE = 'check_violation', CONSTRAINT = 'paragraph_with_speaker_is_named'; END IF; RETURN NULL; END $$;
CREATE FUNCTION public.recommendation_has_report_of_paragraph() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN IF NEW.report_id <> (SELECT p.report_id FROM reports_paragraph p WHERE p.id = NEW.paragraph_id) THEN RAISE EXCEPTION 'recommendation_has_report_of_paragraph' USING ERRCODE = 'check_violation', CONSTRAINT = 'recommendation_has_report_of_paragraph'; END IF; RETURN NULL; END $$;
CREATE FUNCTION public.revision_is_immutable() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN IF 1 = 1 THEN RAISE EXCEPTION 'revision_is_immutable' USING ERRCODE = 'check_violation', CONSTRAINT = 'revision_is_immutable'; END IF; RETURN NULL; END $$;
CREATE FUNCTION public.source_document_is_immutable() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN IF 1 = 1 THEN RAISE EXCEPTION 'source_document_is_immutable' USING ERRCODE = 'check_violation', CONSTRAINT = 'source_document_is_immutable'; END IF; RETURN NULL; END $$;
CREATE FUNCTION public.speaker_only_in_named_voice() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN IF EXISTS (SELECT 1 FROM reports_paragraph p WHERE p.id = NEW.paragraph_id AND p.voice <> 'named') THEN RAISE EXCEPTION 'speaker_only_in_named_voice' USING ERRCODE = 'check_violation', CONSTRAINT = 'speaker_only_in_named_voice'; END IF; RETURN NULL; END $$;
SET default_tablespace = '';
SET default_table_access_method = heap;
CREATE TABLE public.account_emailaddress (
    id integer NOT NULL,
    email character varying(254) NOT NULL,
    verified boolean NOT NULL,
    "primary" boolean NOT NULL,
    user_id integer NOT NULL
);
ALTER TABLE public.account_emailaddress ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.account_emailaddress_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.account_emailconfirmation (
    id integer NOT NULL,
    created timestamp with time zone NOT NULL,
    sent timestamp with time zone,
    key character varying(64) NOT NULL,
    email_address_id integer NOT NULL
);
ALTER TABLE public.account_emailconfirmation ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.account_emailconfirmation_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.accounts_loginattempt (
    id bigint NOT NULL,
    key_hash character varying(64) NOT NULL,
    window_seconds integer NOT NULL,
    window_number bigint NOT NULL,
    attempts integer NOT NULL,
    CONSTRAINT accounts_loginattempt_attempts_check CHECK ((attempts >= 0)),
    CONSTRAINT accounts_loginattempt_window_number_check CHECK ((window_number >= 0)),
    CONSTRAINT accounts_loginattempt_window_seconds_check CHECK ((window_seconds >= 0))
);
ALTER TABLE public.accounts_loginattempt ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.accounts_loginattempt_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.accounts_ratelimitcounter (
    cache_key character varying(255) NOT NULL,
    value text NOT NULL,
    expires timestamp with time zone NOT NULL
);
CREATE TABLE public.accounts_unsavedform (
    id bigint NOT NULL,
    path character varying(500) NOT NULL,
    text text NOT NULL,
    saved_at timestamp with time zone NOT NULL,
    account_id integer NOT NULL
);
ALTER TABLE public.accounts_unsavedform ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.accounts_unsavedform_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.audit_auditentry (
    id bigint NOT NULL,
    at timestamp with time zone NOT NULL,
    by_key bigint,
    by_name character varying(200) NOT NULL,
    action character varying(300) NOT NULL,
    target_type character varying(40) NOT NULL,
    target_key character varying(120) NOT NULL,
    target_name text NOT NULL,
    before character varying(64) NOT NULL,
    after character varying(64) NOT NULL,
    comment text NOT NULL,
    CONSTRAINT audit_auditentry_by_key_check CHECK ((by_key >= 0))
);
ALTER TABLE public.audit_auditentry ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.audit_auditentry_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.auth_group (
    id integer NOT NULL,
    name character varying(150) NOT NULL
);
ALTER TABLE public.auth_group ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.auth_group_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.auth_group_permissions (
    id bigint NOT NULL,
    group_id integer NOT NULL,
    permission_id integer NOT NULL
);
ALTER TABLE public.auth_group_permissions ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.auth_group_permissions_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.auth_permission (
    id integer NOT NULL,
    name character varying(255) NOT NULL,
    content_type_id integer NOT NULL,
    codename character varying(100) NOT NULL
);
ALTER TABLE public.auth_permission ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.auth_permission_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.auth_user (
    id integer NOT NULL,
    password character varying(128) NOT NULL,
    last_login timestamp with time zone,
    is_superuser boolean NOT NULL,
    username character varying(150) NOT NULL,
    first_name character varying(150) NOT NULL,
    last_name character varying(150) NOT NULL,
    email character varying(254) NOT NULL,
    is_staff boolean NOT NULL,
    is_active boolean NOT NULL,
    date_joined timestamp with time zone NOT NULL
);
CREATE TABLE public.auth_user_groups (
    id bigint NOT NULL,
    user_id integer NOT NULL,
    group_id integer NOT NULL
);
ALTER TABLE public.auth_user_groups ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.auth_user_groups_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
ALTER TABLE public.auth_user ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.auth_user_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.auth_user_user_permissions (
    id bigint NOT NULL,
    user_id integer NOT NULL,
    permission_id integer NOT NULL
);
ALTER TABLE public.auth_user_user_permissions ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.auth_user_user_permissions_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.content_presence (
    id bigint NOT NULL,
    item character varying(200) NOT NULL,
    at timestamp with time zone NOT NULL,
    account_id integer NOT NULL,
    report_id bigint NOT NULL
);
ALTER TABLE public.content_presence ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.content_presence_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.content_revision (
    id bigint NOT NULL,
    number integer NOT NULL,
    base_number integer,
    restored_from integer,
    created_at timestamp with time zone NOT NULL,
    by_name character varying(200) NOT NULL,
    action character varying(300) NOT NULL,
    comment text NOT NULL,
    content bytea NOT NULL,
    sha256 character varying(64) NOT NULL,
    names jsonb NOT NULL,
    published_at timestamp with time zone,
    by_id integer,
    report_id bigint NOT NULL,
    CONSTRAINT content_revision_base_number_check CHECK ((base_number >= 0)),
    CONSTRAINT content_revision_number_check CHECK ((number >= 0)),
    CONSTRAINT content_revision_restored_from_check CHECK ((restored_from >= 0)),
    CONSTRAINT revision_action_is_set CHECK ((NOT ((action)::text = ''::text)))
);
ALTER TABLE public.content_revision ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.content_revision_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.django_admin_log (
    id integer NOT NULL,
    action_time timestamp with time zone NOT NULL,
    object_id text,
    object_repr character varying(200) NOT NULL,
    action_flag smallint NOT NULL,
    change_message text NOT NULL,
    content_type_id integer,
    user_id integer NOT NULL,
    CONSTRAINT django_admin_log_action_flag_check CHECK ((action_flag >= 0))
);
ALTER TABLE public.django_admin_log ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.django_admin_log_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.django_content_type (
    id integer NOT NULL,
    app_label character varying(100) NOT NULL,
    model character varying(100) NOT NULL
);
ALTER TABLE public.django_content_type ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.django_content_type_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.django_migrations (
    id bigint NOT NULL,
    app character varying(255) NOT NULL,
    name character varying(255) NOT NULL,
    applied timestamp with time zone NOT NULL
);
ALTER TABLE public.django_migrations ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.django_migrations_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.django_session (
    session_key character varying(40) NOT NULL,
    session_data text NOT NULL,
    expire_date timestamp with time zone NOT NULL
);
CREATE TABLE public.entities_notduplicate (
    id bigint NOT NULL,
    entity_type character varying(20) NOT NULL,
    first_key bigint NOT NULL,
    second_key bigint NOT NULL,
    CONSTRAINT entities_notduplicate_first_key_check CHECK ((first_key >= 0)),
    CONSTRAINT entities_notduplicate_second_key_check CHECK ((second_key >= 0)),
    CONSTRAINT not_duplicate_lower_key_first CHECK ((first_key < second_key))
);
ALTER TABLE public.entities_notduplicate ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.entities_notduplicate_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.mfa_authenticator (
    id bigint NOT NULL,
    type character varying(20) NOT NULL,
    data jsonb NOT NULL,
    user_id integer NOT NULL,
    created_at timestamp with time zone NOT NULL,
    last_used_at timestamp with time zone
);
ALTER TABLE public.mfa_authenticator ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.mfa_authenticator_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.recommendations_involvement (
    id bigint NOT NULL,
    role character varying(10) NOT NULL,
    printed character varying(300) NOT NULL,
    organization_id bigint NOT NULL,
    recommendation_id bigint NOT NULL,
    CONSTRAINT involvement_role_is_known CHECK (((role)::text = ANY ((ARRAY['addressee'::character varying, 'issuer'::character varying, 'named'::character varying])::text[])))
);
ALTER TABLE public.recommendations_involvement ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.recommendations_involvement_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.recommendations_recommendation (
    id bigint NOT NULL,
    version integer NOT NULL,
    "position" integer NOT NULL,
    reference character varying(40) NOT NULL,
    label character varying(40) NOT NULL,
    level character varying(10) NOT NULL,
    text text NOT NULL,
    spans jsonb NOT NULL,
    paragraph_id bigint,
    parent_id bigint,
    report_id bigint NOT NULL,
    CONSTRAINT recommendation_is_not_its_own_parent CHECK ((NOT ((parent_id = id) AND (parent_id IS NOT NULL)))),
    CONSTRAINT recommendation_level_is_known CHECK (((level)::text = ANY ((ARRAY[''::character varying, 'national'::character varying, 'bilateral'::character varying, 'regional'::character varying, 'all'::character varying])::text[]))),
    CONSTRAINT recommendations_recommendation_position_check CHECK (("position" >= 0)),
    CONSTRAINT recommendations_recommendation_version_check CHECK ((version >= 0)),
    CONSTRAINT reference_fits_url CHECK (((reference)::text ~ '^[A-Za-z0-9(][A-Za-z0-9.()-]*$'::text))
);
ALTER TABLE public.recommendations_recommendation ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.recommendations_recommendation_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.recommendations_recommendation_instruments (
    id bigint NOT NULL,
    recommendation_id bigint NOT NULL,
    instrument_id bigint NOT NULL
);
ALTER TABLE public.recommendations_recommendation_instruments ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.recommendations_recommendation_instruments_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.recommendations_recommendation_themes (
    id bigint NOT NULL,
    status character varying(9) NOT NULL,
    recommendation_id bigint NOT NULL,
    theme_id bigint NOT NULL,
    CONSTRAINT recommendation_theme_status_is_known CHECK (((status)::text = ANY ((ARRAY['suggested'::character varying, 'confirmed'::character varying])::text[])))
);
ALTER TABLE public.recommendations_recommendation_themes ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.recommendations_recommendation_themes_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.reports_affiliation (
    id bigint NOT NULL,
    "order" smallint NOT NULL,
    organization_id bigint NOT NULL,
    participation_id bigint NOT NULL,
    CONSTRAINT reports_affiliation_order_check CHECK (("order" >= 0))
);
ALTER TABLE public.reports_affiliation ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.reports_affiliation_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.reports_annex (
    id bigint NOT NULL,
    label character varying(40) NOT NULL,
    subject character varying(120) NOT NULL,
    named_in_id bigint,
    report_id bigint NOT NULL,
    session_id bigint
);
ALTER TABLE public.reports_annex ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.reports_annex_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.reports_contribution (
    id bigint NOT NULL,
    paragraph_id bigint NOT NULL,
    participation_id bigint NOT NULL
);
ALTER TABLE public.reports_contribution ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.reports_contribution_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.reports_importnote (
    id bigint NOT NULL,
    code character varying(60) NOT NULL,
    reason text NOT NULL,
    start integer,
    "end" integer,
    about text NOT NULL,
    resolved boolean NOT NULL,
    by_hand boolean NOT NULL,
    document_id bigint NOT NULL,
    CONSTRAINT reports_importnote_end_check CHECK (("end" >= 0)),
    CONSTRAINT reports_importnote_start_check CHECK ((start >= 0))
);
ALTER TABLE public.reports_importnote ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.reports_importnote_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.reports_instrument (
    id bigint NOT NULL,
    version integer NOT NULL,
    slug character varying(120) NOT NULL,
    name character varying(300) NOT NULL,
    kind character varying(60) NOT NULL,
    code character varying(40) NOT NULL,
    year smallint,
    wordings text NOT NULL,
    adopted_by_id bigint,
    CONSTRAINT reports_instrument_version_check CHECK ((version >= 0)),
    CONSTRAINT reports_instrument_year_check CHECK ((year >= 0))
);
ALTER TABLE public.reports_instrument ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.reports_instrument_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.reports_mergerecord (
    id bigint NOT NULL,
    entity_type character varying(20) NOT NULL,
    merged_key bigint NOT NULL,
    merged_slug character varying(120) NOT NULL,
    was_public boolean NOT NULL,
    merged_name text NOT NULL,
    target_key bigint NOT NULL,
    target_name text NOT NULL,
    journal jsonb NOT NULL,
    merged_at timestamp with time zone NOT NULL,
    by_name character varying(200) NOT NULL,
    undone_at timestamp with time zone,
    CONSTRAINT reports_mergerecord_merged_key_check CHECK ((merged_key >= 0)),
    CONSTRAINT reports_mergerecord_target_key_check CHECK ((target_key >= 0))
);
ALTER TABLE public.reports_mergerecord ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.reports_mergerecord_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.reports_organization (
    id bigint NOT NULL,
    version integer NOT NULL,
    slug character varying(120) NOT NULL,
    name character varying(300) NOT NULL,
    acronym character varying(40) NOT NULL,
    kind character varying(20) NOT NULL,
    country character varying(3) NOT NULL,
    aliases text NOT NULL,
    part_of_id bigint,
    CONSTRAINT organization_country_is_alpha_3 CHECK ((((country)::text = ''::text) OR ((country)::text ~ '^[A-Z]{3}$'::text))),
    CONSTRAINT reports_organization_version_check CHECK ((version >= 0))
);
ALTER TABLE public.reports_organization ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.reports_organization_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.reports_paragraph (
    id bigint NOT NULL,
    version integer NOT NULL,
    "position" integer NOT NULL,
    number character varying(20) NOT NULL,
    label character varying(24) NOT NULL,
    anchor character varying(40) NOT NULL,
    text text NOT NULL,
    voice character varying(10) NOT NULL,
    spans jsonb NOT NULL,
    report_id bigint NOT NULL,
    session_id bigint NOT NULL,
    CONSTRAINT paragraph_voice_is_known CHECK (((voice)::text = ANY ((ARRAY['named'::character varying, 'collective'::character varying, 'co_chairs'::character varying, 'agreed'::character varying, 'document'::character varying])::text[]))),
    CONSTRAINT reports_paragraph_position_check CHECK (("position" >= 0)),
    CONSTRAINT reports_paragraph_version_check CHECK ((version >= 0))
);
ALTER TABLE public.reports_paragraph ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.reports_paragraph_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.reports_paragraph_instruments (
    id bigint NOT NULL,
    paragraph_id bigint NOT NULL,
    instrument_id bigint NOT NULL
);
ALTER TABLE public.reports_paragraph_instruments ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.reports_paragraph_instruments_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.reports_paragraph_organizations (
    id bigint NOT NULL,
    paragraph_id bigint NOT NULL,
    organization_id bigint NOT NULL
);
ALTER TABLE public.reports_paragraph_organizations ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.reports_paragraph_organizations_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.reports_paragraph_speaking_organizations (
    id bigint NOT NULL,
    paragraph_id bigint NOT NULL,
    organization_id bigint NOT NULL
);
ALTER TABLE public.reports_paragraph_speaking_organizations ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.reports_paragraph_speaking_organizations_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.reports_paragraph_themes (
    id bigint NOT NULL,
    status character varying(9) NOT NULL,
    paragraph_id bigint NOT NULL,
    theme_id bigint NOT NULL,
    CONSTRAINT paragraph_theme_status_is_known CHECK (((status)::text = ANY ((ARRAY['suggested'::character varying, 'confirmed'::character varying])::text[])))
);
ALTER TABLE public.reports_paragraph_themes ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.reports_paragraph_themes_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.reports_participation (
    id bigint NOT NULL,
    role character varying(12) NOT NULL,
    printed_name text NOT NULL,
    short_forms text NOT NULL,
    "position" text NOT NULL,
    introduced_as text NOT NULL,
    person_id bigint NOT NULL,
    report_id bigint NOT NULL,
    CONSTRAINT participation_role_is_known CHECK (((role)::text = ANY ((ARRAY['co_chair'::character varying, 'speaker'::character varying, 'moderator'::character varying, 'delegate'::character varying, 'observer'::character varying])::text[])))
);
ALTER TABLE public.reports_participation ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.reports_participation_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.reports_person (
    id bigint NOT NULL,
    version integer NOT NULL,
    slug character varying(120) NOT NULL,
    name text NOT NULL,
    sort_name text NOT NULL,
    aliases text NOT NULL,
    CONSTRAINT reports_person_version_check CHECK ((version >= 0))
);
ALTER TABLE public.reports_person ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.reports_person_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.reports_proposedsource (
    id bigint NOT NULL,
    name character varying(255) NOT NULL,
    content bytea NOT NULL,
    proposed_at timestamp with time zone NOT NULL,
    report_id bigint NOT NULL
);
ALTER TABLE public.reports_proposedsource ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.reports_proposedsource_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.reports_publicationdates (
    id bigint NOT NULL,
    kind character varying(20) NOT NULL,
    key bigint NOT NULL,
    first_published_at timestamp with time zone NOT NULL,
    changed_at timestamp with time zone NOT NULL,
    report_id bigint NOT NULL,
    CONSTRAINT reports_publicationdates_key_check CHECK ((key >= 0))
);
ALTER TABLE public.reports_publicationdates ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.reports_publicationdates_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.reports_removedurl (
    id bigint NOT NULL,
    path character varying(200) NOT NULL,
    text text NOT NULL,
    removed_at timestamp with time zone NOT NULL,
    report_id bigint NOT NULL
);
ALTER TABLE public.reports_removedurl ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.reports_removedurl_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.reports_report (
    id bigint NOT NULL,
    version integer NOT NULL,
    slug character varying(80) NOT NULL,
    title text NOT NULL,
    series character varying(60) NOT NULL,
    kind text NOT NULL,
    starts_on date,
    ends_on date,
    language character varying(12) NOT NULL,
    place text NOT NULL,
    stated_attendance text NOT NULL,
    stated_participants integer,
    stated_states integer,
    summary text NOT NULL,
    summary_html text NOT NULL,
    status character varying(12) NOT NULL,
    published_at timestamp with time zone,
    imported_version integer NOT NULL,
    published_keys jsonb NOT NULL,
    next_of_id bigint,
    source_id bigint,
    CONSTRAINT next_draft_is_not_public CHECK (((next_of_id IS NULL) OR ((status)::text = ANY ((ARRAY['draft'::character varying, 'in_review'::character varying])::text[])))),
    CONSTRAINT published_report_has_a_date CHECK (((NOT ((status)::text = 'published'::text)) OR ((published_at IS NOT NULL) AND (starts_on IS NOT NULL)))),
    CONSTRAINT report_ends_after_it_starts CHECK (((ends_on IS NULL) OR ((ends_on >= starts_on) AND (starts_on IS NOT NULL)))),
    CONSTRAINT report_language_is_a_tag CHECK (((language)::text ~ '^[A-Za-z]{2,3}(-[A-Za-z]{4})?(-([A-Za-z]{2}|[0-9]{3}))?\Z'::text)),
    CONSTRAINT report_status_is_known CHECK (((status)::text = ANY ((ARRAY['draft'::character varying, 'in_review'::character varying, 'published'::character varying, 'withdrawn'::character varying])::text[]))),
    CONSTRAINT reports_report_imported_version_check CHECK ((imported_version >= 0)),
    CONSTRAINT reports_report_stated_participants_check CHECK ((stated_participants >= 0)),
    CONSTRAINT reports_report_stated_states_check CHECK ((stated_states >= 0)),
    CONSTRAINT reports_report_version_check CHECK ((version >= 0))
);
CREATE TABLE public.reports_report_co_chairs (
    id bigint NOT NULL,
    report_id bigint NOT NULL,
    organization_id bigint NOT NULL
);
ALTER TABLE public.reports_report_co_chairs ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.reports_report_co_chairs_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
ALTER TABLE public.reports_report ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.reports_report_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.reports_seededrecord (
    id bigint NOT NULL,
    file character varying(60) NOT NULL,
    slug character varying(120) NOT NULL
);
ALTER TABLE public.reports_seededrecord ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.reports_seededrecord_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.reports_session (
    id bigint NOT NULL,
    version integer NOT NULL,
    "position" integer NOT NULL,
    kind character varying(12) NOT NULL,
    number character varying(20) NOT NULL,
    title text NOT NULL,
    heading text NOT NULL,
    anchor character varying(60) NOT NULL,
    spans jsonb NOT NULL,
    report_id bigint NOT NULL,
    CONSTRAINT reports_session_position_check CHECK (("position" >= 0)),
    CONSTRAINT reports_session_version_check CHECK ((version >= 0)),
    CONSTRAINT session_kind_is_known CHECK (((kind)::text = ANY ((ARRAY['introduction'::character varying, 'opening'::character varying, 'session'::character varying, 'concluding'::character varying, 'annex'::character varying])::text[])))
);
ALTER TABLE public.reports_session ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.reports_session_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.reports_sourcedocument (
    id bigint NOT NULL,
    name character varying(255) NOT NULL,
    media_type character varying(100) NOT NULL,
    content bytea NOT NULL,
    sha256 character varying(64) NOT NULL,
    reading integer NOT NULL,
    text text NOT NULL,
    pages jsonb NOT NULL,
    received_at timestamp with time zone NOT NULL,
    report_id bigint NOT NULL,
    CONSTRAINT reports_sourcedocument_reading_check CHECK ((reading >= 0))
);
ALTER TABLE public.reports_sourcedocument ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.reports_sourcedocument_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.reports_sourcepart (
    id bigint NOT NULL,
    kind character varying(8) NOT NULL,
    text text NOT NULL,
    reason character varying(120) NOT NULL,
    spans jsonb NOT NULL,
    report_id bigint NOT NULL,
    CONSTRAINT discard_has_a_reason CHECK ((NOT (((kind)::text = 'discard'::text) AND ((reason)::text = ''::text))))
);
ALTER TABLE public.reports_sourcepart ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.reports_sourcepart_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.reports_theme (
    id bigint NOT NULL,
    version integer NOT NULL,
    slug character varying(80) NOT NULL,
    label character varying(120) NOT NULL,
    other_labels text NOT NULL,
    synonyms text NOT NULL,
    definition text NOT NULL,
    broader_id bigint,
    CONSTRAINT reports_theme_version_check CHECK ((version >= 0))
);
ALTER TABLE public.reports_theme ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.reports_theme_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.search_indexchange (
    id bigint NOT NULL,
    report_key bigint NOT NULL,
    is_public boolean NOT NULL,
    token uuid NOT NULL,
    at timestamp with time zone NOT NULL,
    CONSTRAINT search_indexchange_report_key_check CHECK ((report_key >= 0))
);
ALTER TABLE public.search_indexchange ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.search_indexchange_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.usersessions_usersession (
    id bigint NOT NULL,
    created_at timestamp with time zone NOT NULL,
    ip inet NOT NULL,
    last_seen_at timestamp with time zone NOT NULL,
    session_key character varying(40) NOT NULL,
    user_agent character varying(200) NOT NULL,
    data jsonb NOT NULL,
    user_id integer NOT NULL
);
ALTER TABLE public.usersessions_usersession ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.usersessions_usersession_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
INSERT INTO public.audit_auditentry VALUES (1, '2026-11-28 22:50:03.795775+00', NULL, 'The portal', 'Read from “seminar.txt”', 'report', 'arf-seminar-skills-2019', 'ARF Seminar on Skills', '', 'ca0b4af0bf9dd07f4c2fd672f11698826d2fe0d4508f2fcc1c261c5d7809c656', '');
INSERT INTO public.audit_auditentry VALUES (2, '2026-11-28 22:50:03.806257+00', NULL, 'The portal', 'Draft → In review', 'report', 'arf-seminar-skills-2019', 'ARF Seminar on Skills', 'ca0b4af0bf9dd07f4c2fd672f11698826d2fe0d4508f2fcc1c261c5d7809c656', 'ca0b4af0bf9dd07f4c2fd672f11698826d2fe0d4508f2fcc1c261c5d7809c656', '');
INSERT INTO public.audit_auditentry VALUES (3, '2026-11-28 22:50:03.8227+00', NULL, 'The portal', 'In review → Published', 'report', 'arf-seminar-skills-2019', 'ARF Seminar on Skills', 'ca0b4af0bf9dd07f4c2fd672f11698826d2fe0d4508f2fcc1c261c5d7809c656', 'ca0b4af0bf9dd07f4c2fd672f11698826d2fe0d4508f2fcc1c261c5d7809c656', '');
INSERT INTO public.audit_auditentry VALUES (4, '2026-11-28 22:50:04.028614+00', NULL, 'The portal', 'Filled', 'report', 'arf-seminar-skills-2019', 'ARF Seminar on Skills', 'ca0b4af0bf9dd07f4c2fd672f11698826d2fe0d4508f2fcc1c261c5d7809c656', '607fcc3d4616115d97b9013666cffa210bdfd5b7a017d0af33cdc95eede6c57f', '');
INSERT INTO public.audit_auditentry VALUES (5, '2026-11-28 22:50:04.270944+00', 1, 'ana', 'Next version begun', 'report', 'arf-seminar-skills-2019', 'ARF Seminar on Skills', '607fcc3d4616115d97b9013666cffa210bdfd5b7a017d0af33cdc95eede6c57f', '607fcc3d4616115d97b9013666cffa210bdfd5b7a017d0af33cdc95eede6c57f', '');
INSERT INTO public.audit_auditentry VALUES (6, '2026-11-28 22:50:04.373406+00', 1, 'ana', 'Edited: Paragraph 3', 'report', 'arf-seminar-skills-2019', 'ARF Seminar on Skills', '607fcc3d4616115d97b9013666cffa210bdfd5b7a017d0af33cdc95eede6c57f', '20b23d13b957d2180a9a540857f70cf9666e81a0398ada026da1a102d28e23a7', 'Corrected.');
INSERT INTO public.audit_auditentry VALUES (7, '2026-11-28 22:50:04.39926+00', NULL, 'The portal', 'Note closed by itself: its cause is gone', 'report', 'arf-seminar-skills-2019', 'ARF Seminar on Skills', '', '', 'Who co-chaired the workshop is not stated.');
INSERT INTO public.audit_auditentry VALUES (8, '2026-11-28 22:50:04.399876+00', NULL, 'The portal', 'Note closed by itself: its cause is gone', 'report', 'arf-seminar-skills-2019', 'ARF Seminar on Skills', '', '', 'Ms. Ana Cruz is introduced as “Director”, which names no organization of the vocabulary.');
INSERT INTO public.audit_auditentry VALUES (9, '2026-11-28 22:50:04.409039+00', 1, 'ana', 'Draft → In review', 'report', 'next.1', 'ARF Seminar on Skills', '20b23d13b957d2180a9a540857f70cf9666e81a0398ada026da1a102d28e23a7', '20b23d13b957d2180a9a540857f70cf9666e81a0398ada026da1a102d28e23a7', '');
INSERT INTO public.audit_auditentry VALUES (10, '2026-11-28 22:50:04.527737+00', 1, 'ana', 'In review → Published', 'report', 'arf-seminar-skills-2019', 'ARF Seminar on Skills', '20b23d13b957d2180a9a540857f70cf9666e81a0398ada026da1a102d28e23a7', '20b23d13b957d2180a9a540857f70cf9666e81a0398ada026da1a102d28e23a7', '');
INSERT INTO public.audit_auditentry VALUES (11, '2026-11-28 22:50:04.805586+00', 1, 'ana', 'Next version begun', 'report', 'arf-seminar-skills-2019', 'ARF Seminar on Skills', '20b23d13b957d2180a9a540857f70cf9666e81a0398ada026da1a102d28e23a7', '20b23d13b957d2180a9a540857f70cf9666e81a0398ada026da1a102d28e23a7', '');
INSERT INTO public.audit_auditentry VALUES (12, '2026-11-28 22:50:04.858735+00', 1, 'ana', 'Merged with “Dana Ray” (dana-ray)', 'person', 'd-ray', 'D. Ray', '', '', '');
INSERT INTO public.audit_auditentry VALUES (13, '2026-11-28 22:50:04.86693+00', 1, 'ana', 'Told apart from “Bo Diaz”', 'person', 'bo-dias', 'Bo Dias', '', '', '');
INSERT INTO public.audit_auditentry VALUES (14, '2026-11-28 22:50:04.87462+00', NULL, 'The portal', 'Draft → In review', 'report', 'workshop-3', 'Workshop 3 on migration', '', '', '');
INSERT INTO public.audit_auditentry VALUES (15, '2026-11-28 22:50:04.878091+00', NULL, 'The portal', 'In review → Published', 'report', 'workshop-3', 'Workshop 3 on migration', '', '', '');
INSERT INTO public.audit_auditentry VALUES (16, '2026-11-28 22:50:04.89602+00', NULL, 'The portal', 'As it stood before its revisions were kept', 'report', 'workshop-3', 'Workshop 3 on migration', '', 'a0fc4c888334e1e82f57ef1f0c062dfcdc6cfe66b443d44e92e3773f9c312354', '');
INSERT INTO public.audit_auditentry VALUES (17, '2026-11-28 22:50:04.976288+00', NULL, 'The portal', 'Published → Withdrawn', 'report', 'workshop-3', 'Workshop 3 on migration', 'a0fc4c888334e1e82f57ef1f0c062dfcdc6cfe66b443d44e92e3773f9c312354', 'a0fc4c888334e1e82f57ef1f0c062dfcdc6cfe66b443d44e92e3773f9c312354', '');
INSERT INTO public.auth_group VALUES (1, 'editor');
INSERT INTO public.auth_permission VALUES (1, 'Can add log entry', 1, 'add_logentry');
INSERT INTO public.auth_permission VALUES (2, 'Can change log entry', 1, 'change_logentry');
INSERT INTO public.auth_permission VALUES (3, 'Can delete log entry', 1, 'delete_logentry');
INSERT INTO public.auth_permission VALUES (4, 'Can view log entry', 1, 'view_logentry');
INSERT INTO public.auth_permission VALUES (5, 'Can add permission', 2, 'add_permission');
INSERT INTO public.auth_permission VALUES (6, 'Can change permission', 2, 'change_permission');
INSERT INTO public.auth_permission VALUES (7, 'Can delete permission', 2, 'delete_permission');
INSERT INTO public.auth_permission VALUES (8, 'Can view permission', 2, 'view_permission');
INSERT INTO public.auth_permission VALUES (9, 'Can add group', 3, 'add_group');
INSERT INTO public.auth_permission VALUES (10, 'Can change group', 3, 'change_group');
INSERT INTO public.auth_permission VALUES (11, 'Can delete group', 3, 'delete_group');
INSERT INTO public.auth_permission VALUES (12, 'Can view group', 3, 'view_group');
INSERT INTO public.auth_permission VALUES (13, 'Can add user', 4, 'add_user');
INSERT INTO public.auth_permission VALUES (14, 'Can change user', 4, 'change_user');
INSERT INTO public.auth_permission VALUES (15, 'Can delete user', 4, 'delete_user');
INSERT INTO public.auth_permission VALUES (16, 'Can view user', 4, 'view_user');
INSERT INTO public.auth_permission VALUES (17, 'Can add content type', 5, 'add_contenttype');
INSERT INTO public.auth_permission VALUES (18, 'Can change content type', 5, 'change_contenttype');
INSERT INTO public.auth_permission VALUES (19, 'Can delete content type', 5, 'delete_contenttype');
INSERT INTO public.auth_permission VALUES (20, 'Can view content type', 5, 'view_contenttype');
INSERT INTO public.auth_permission VALUES (21, 'Can add session', 6, 'add_session');
INSERT INTO public.auth_permission VALUES (22, 'Can change session', 6, 'change_session');
INSERT INTO public.auth_permission VALUES (23, 'Can delete session', 6, 'delete_session');
INSERT INTO public.auth_permission VALUES (24, 'Can view session', 6, 'view_session');
INSERT INTO public.auth_permission VALUES (25, 'Can add email address', 7, 'add_emailaddress');
INSERT INTO public.auth_permission VALUES (26, 'Can change email address', 7, 'change_emailaddress');
INSERT INTO public.auth_permission VALUES (27, 'Can delete email address', 7, 'delete_emailaddress');
INSERT INTO public.auth_permission VALUES (28, 'Can view email address', 7, 'view_emailaddress');
INSERT INTO public.auth_permission VALUES (29, 'Can add email confirmation', 8, 'add_emailconfirmation');
INSERT INTO public.auth_permission VALUES (30, 'Can change email confirmation', 8, 'change_emailconfirmation');
INSERT INTO public.auth_permission VALUES (31, 'Can delete email confirmation', 8, 'delete_emailconfirmation');
INSERT INTO public.auth_permission VALUES (32, 'Can view email confirmation', 8, 'view_emailconfirmation');
INSERT INTO public.auth_permission VALUES (33, 'Can add authenticator', 9, 'add_authenticator');
INSERT INTO public.auth_permission VALUES (34, 'Can change authenticator', 9, 'change_authenticator');
INSERT INTO public.auth_permission VALUES (35, 'Can delete authenticator', 9, 'delete_authenticator');
INSERT INTO public.auth_permission VALUES (36, 'Can view authenticator', 9, 'view_authenticator');
INSERT INTO public.auth_permission VALUES (37, 'Can add user session', 10, 'add_usersession');
INSERT INTO public.auth_permission VALUES (38, 'Can change user session', 10, 'change_usersession');
INSERT INTO public.auth_permission VALUES (39, 'Can delete user session', 10, 'delete_usersession');
INSERT INTO public.auth_permission VALUES (40, 'Can view user session', 10, 'view_usersession');
INSERT INTO public.auth_permission VALUES (41, 'Can add rate limit counter', 11, 'add_ratelimitcounter');
INSERT INTO public.auth_permission VALUES (42, 'Can change rate limit counter', 11, 'change_ratelimitcounter');
INSERT INTO public.auth_permission VALUES (43, 'Can delete rate limit counter', 11, 'delete_ratelimitcounter');
INSERT INTO public.auth_permission VALUES (44, 'Can view rate limit counter', 11, 'view_ratelimitcounter');
INSERT INTO public.auth_permission VALUES (45, 'Can add login attempt', 12, 'add_loginattempt');
INSERT INTO public.auth_permission VALUES (46, 'Can change login attempt', 12, 'change_loginattempt');
INSERT INTO public.auth_permission VALUES (47, 'Can delete login attempt', 12, 'delete_loginattempt');
INSERT INTO public.auth_permission VALUES (48, 'Can view login attempt', 12, 'view_loginattempt');
INSERT INTO public.auth_permission VALUES (49, 'Can add unsaved form', 13, 'add_unsavedform');
INSERT INTO public.auth_permission VALUES (50, 'Can change unsaved form', 13, 'change_unsavedform');
INSERT INTO public.auth_permission VALUES (51, 'Can delete unsaved form', 13, 'delete_unsavedform');
INSERT INTO public.auth_permission VALUES (52, 'Can view unsaved form', 13, 'view_unsavedform');
INSERT INTO public.auth_permission VALUES (53, 'Can add audit entry', 14, 'add_auditentry');
INSERT INTO public.auth_permission VALUES (54, 'Can change audit entry', 14, 'change_auditentry');
INSERT INTO public.auth_permission VALUES (55, 'Can delete audit entry', 14, 'delete_auditentry');
INSERT INTO public.auth_permission VALUES (56, 'Can view audit entry', 14, 'view_auditentry');
INSERT INTO public.auth_permission VALUES (57, 'Can add presence', 15, 'add_presence');
INSERT INTO public.auth_permission VALUES (58, 'Can change presence', 15, 'change_presence');
INSERT INTO public.auth_permission VALUES (59, 'Can delete presence', 15, 'delete_presence');
INSERT INTO public.auth_permission VALUES (60, 'Can view presence', 15, 'view_presence');
INSERT INTO public.auth_permission VALUES (61, 'Can add revision', 16, 'add_revision');
INSERT INTO public.auth_permission VALUES (62, 'Can change revision', 16, 'change_revision');
INSERT INTO public.auth_permission VALUES (63, 'Can delete revision', 16, 'delete_revision');
INSERT INTO public.auth_permission VALUES (64, 'Can view revision', 16, 'view_revision');
INSERT INTO public.auth_permission VALUES (65, 'Can add not duplicate', 17, 'add_notduplicate');
INSERT INTO public.auth_permission VALUES (66, 'Can change not duplicate', 17, 'change_notduplicate');
INSERT INTO public.auth_permission VALUES (67, 'Can delete not duplicate', 17, 'delete_notduplicate');
INSERT INTO public.auth_permission VALUES (68, 'Can view not duplicate', 17, 'view_notduplicate');
INSERT INTO public.auth_permission VALUES (69, 'Can add index change', 18, 'add_indexchange');
INSERT INTO public.auth_permission VALUES (70, 'Can change index change', 18, 'change_indexchange');
INSERT INTO public.auth_permission VALUES (71, 'Can delete index change', 18, 'delete_indexchange');
INSERT INTO public.auth_permission VALUES (72, 'Can view index change', 18, 'view_indexchange');
INSERT INTO public.auth_permission VALUES (73, 'Can add involvement', 19, 'add_involvement');
INSERT INTO public.auth_permission VALUES (74, 'Can change involvement', 19, 'change_involvement');
INSERT INTO public.auth_permission VALUES (75, 'Can delete involvement', 19, 'delete_involvement');
INSERT INTO public.auth_permission VALUES (76, 'Can view involvement', 19, 'view_involvement');
INSERT INTO public.auth_permission VALUES (77, 'Can add recommendation', 20, 'add_recommendation');
INSERT INTO public.auth_permission VALUES (78, 'Can change recommendation', 20, 'change_recommendation');
INSERT INTO public.auth_permission VALUES (79, 'Can delete recommendation', 20, 'delete_recommendation');
INSERT INTO public.auth_permission VALUES (80, 'Can view recommendation', 20, 'view_recommendation');
INSERT INTO public.auth_permission VALUES (81, 'Can add recommendation theme', 21, 'add_recommendationtheme');
INSERT INTO public.auth_permission VALUES (82, 'Can change recommendation theme', 21, 'change_recommendationtheme');
INSERT INTO public.auth_permission VALUES (83, 'Can delete recommendation theme', 21, 'delete_recommendationtheme');
INSERT INTO public.auth_permission VALUES (84, 'Can view recommendation theme', 21, 'view_recommendationtheme');
INSERT INTO public.auth_permission VALUES (85, 'Can add person', 22, 'add_person');
INSERT INTO public.auth_permission VALUES (86, 'Can change person', 22, 'change_person');
INSERT INTO public.auth_permission VALUES (87, 'Can delete person', 22, 'delete_person');
INSERT INTO public.auth_permission VALUES (88, 'Can view person', 22, 'view_person');
INSERT INTO public.auth_permission VALUES (89, 'Can add merge record', 23, 'add_mergerecord');
INSERT INTO public.auth_permission VALUES (90, 'Can change merge record', 23, 'change_mergerecord');
INSERT INTO public.auth_permission VALUES (91, 'Can delete merge record', 23, 'delete_mergerecord');
INSERT INTO public.auth_permission VALUES (92, 'Can view merge record', 23, 'view_mergerecord');
INSERT INTO public.auth_permission VALUES (93, 'Can add organization', 24, 'add_organization');
INSERT INTO public.auth_permission VALUES (94, 'Can change organization', 24, 'change_organization');
INSERT INTO public.auth_permission VALUES (95, 'Can delete organization', 24, 'delete_organization');
INSERT INTO public.auth_permission VALUES (96, 'Can view organization', 24, 'view_organization');
INSERT INTO public.auth_permission VALUES (97, 'Can add instrument', 25, 'add_instrument');
INSERT INTO public.auth_permission VALUES (98, 'Can change instrument', 25, 'change_instrument');
INSERT INTO public.auth_permission VALUES (99, 'Can delete instrument', 25, 'delete_instrument');
INSERT INTO public.auth_permission VALUES (100, 'Can view instrument', 25, 'view_instrument');
INSERT INTO public.auth_permission VALUES (101, 'Can add affiliation', 26, 'add_affiliation');
INSERT INTO public.auth_permission VALUES (102, 'Can change affiliation', 26, 'change_affiliation');
INSERT INTO public.auth_permission VALUES (103, 'Can delete affiliation', 26, 'delete_affiliation');
INSERT INTO public.auth_permission VALUES (104, 'Can view affiliation', 26, 'view_affiliation');
INSERT INTO public.auth_permission VALUES (105, 'Can add paragraph', 27, 'add_paragraph');
INSERT INTO public.auth_permission VALUES (106, 'Can change paragraph', 27, 'change_paragraph');
INSERT INTO public.auth_permission VALUES (107, 'Can delete paragraph', 27, 'delete_paragraph');
INSERT INTO public.auth_permission VALUES (108, 'Can view paragraph', 27, 'view_paragraph');
INSERT INTO public.auth_permission VALUES (109, 'Can add participation', 28, 'add_participation');
INSERT INTO public.auth_permission VALUES (110, 'Can change participation', 28, 'change_participation');
INSERT INTO public.auth_permission VALUES (111, 'Can delete participation', 28, 'delete_participation');
INSERT INTO public.auth_permission VALUES (112, 'Can view participation', 28, 'view_participation');
INSERT INTO public.auth_permission VALUES (113, 'Can add contribution', 29, 'add_contribution');
INSERT INTO public.auth_permission VALUES (114, 'Can change contribution', 29, 'change_contribution');
INSERT INTO public.auth_permission VALUES (115, 'Can delete contribution', 29, 'delete_contribution');
INSERT INTO public.auth_permission VALUES (116, 'Can view contribution', 29, 'view_contribution');
INSERT INTO public.auth_permission VALUES (117, 'Can add report', 30, 'add_report');
INSERT INTO public.auth_permission VALUES (118, 'Can change report', 30, 'change_report');
INSERT INTO public.auth_permission VALUES (119, 'Can delete report', 30, 'delete_report');
INSERT INTO public.auth_permission VALUES (120, 'Can view report', 30, 'view_report');
INSERT INTO public.auth_permission VALUES (121, 'Can publish and withdraw reports', 30, 'publish_report');
INSERT INTO public.auth_permission VALUES (122, 'Can add removed url', 31, 'add_removedurl');
INSERT INTO public.auth_permission VALUES (123, 'Can change removed url', 31, 'change_removedurl');
INSERT INTO public.auth_permission VALUES (124, 'Can delete removed url', 31, 'delete_removedurl');
INSERT INTO public.auth_permission VALUES (125, 'Can view removed url', 31, 'view_removedurl');
INSERT INTO public.auth_permission VALUES (126, 'Can add publication dates', 32, 'add_publicationdates');
INSERT INTO public.auth_permission VALUES (127, 'Can change publication dates', 32, 'change_publicationdates');
INSERT INTO public.auth_permission VALUES (128, 'Can delete publication dates', 32, 'delete_publicationdates');
INSERT INTO public.auth_permission VALUES (129, 'Can view publication dates', 32, 'view_publicationdates');
INSERT INTO public.auth_permission VALUES (130, 'Can add proposed source', 33, 'add_proposedsource');
INSERT INTO public.auth_permission VALUES (131, 'Can change proposed source', 33, 'change_proposedsource');
INSERT INTO public.auth_permission VALUES (132, 'Can delete proposed source', 33, 'delete_proposedsource');
INSERT INTO public.auth_permission VALUES (133, 'Can view proposed source', 33, 'view_proposedsource');
INSERT INTO public.auth_permission VALUES (134, 'Can add seeded record', 34, 'add_seededrecord');
INSERT INTO public.auth_permission VALUES (135, 'Can change seeded record', 34, 'change_seededrecord');
INSERT INTO public.auth_permission VALUES (136, 'Can delete seeded record', 34, 'delete_seededrecord');
INSERT INTO public.auth_permission VALUES (137, 'Can view seeded record', 34, 'view_seededrecord');
INSERT INTO public.auth_permission VALUES (138, 'Can add session', 35, 'add_session');
INSERT INTO public.auth_permission VALUES (139, 'Can change session', 35, 'change_session');
INSERT INTO public.auth_permission VALUES (140, 'Can delete session', 35, 'delete_session');
INSERT INTO public.auth_permission VALUES (141, 'Can view session', 35, 'view_session');
INSERT INTO public.auth_permission VALUES (142, 'Can add annex', 36, 'add_annex');
INSERT INTO public.auth_permission VALUES (143, 'Can change annex', 36, 'change_annex');
INSERT INTO public.auth_permission VALUES (144, 'Can delete annex', 36, 'delete_annex');
INSERT INTO public.auth_permission VALUES (145, 'Can view annex', 36, 'view_annex');
INSERT INTO public.auth_permission VALUES (146, 'Can add source document', 37, 'add_sourcedocument');
INSERT INTO public.auth_permission VALUES (147, 'Can change source document', 37, 'change_sourcedocument');
INSERT INTO public.auth_permission VALUES (148, 'Can delete source document', 37, 'delete_sourcedocument');
INSERT INTO public.auth_permission VALUES (149, 'Can view source document', 37, 'view_sourcedocument');
INSERT INTO public.auth_permission VALUES (150, 'Can add import note', 38, 'add_importnote');
INSERT INTO public.auth_permission VALUES (151, 'Can change import note', 38, 'change_importnote');
INSERT INTO public.auth_permission VALUES (152, 'Can delete import note', 38, 'delete_importnote');
INSERT INTO public.auth_permission VALUES (153, 'Can view import note', 38, 'view_importnote');
INSERT INTO public.auth_permission VALUES (154, 'Can add source part', 39, 'add_sourcepart');
INSERT INTO public.auth_permission VALUES (155, 'Can change source part', 39, 'change_sourcepart');
INSERT INTO public.auth_permission VALUES (156, 'Can delete source part', 39, 'delete_sourcepart');
INSERT INTO public.auth_permission VALUES (157, 'Can view source part', 39, 'view_sourcepart');
INSERT INTO public.auth_permission VALUES (158, 'Can add theme', 40, 'add_theme');
INSERT INTO public.auth_permission VALUES (159, 'Can change theme', 40, 'change_theme');
INSERT INTO public.auth_permission VALUES (160, 'Can delete theme', 40, 'delete_theme');
INSERT INTO public.auth_permission VALUES (161, 'Can view theme', 40, 'view_theme');
INSERT INTO public.auth_permission VALUES (162, 'Can add paragraph theme', 41, 'add_paragraphtheme');
INSERT INTO public.auth_permission VALUES (163, 'Can change paragraph theme', 41, 'change_paragraphtheme');
INSERT INTO public.auth_permission VALUES (164, 'Can delete paragraph theme', 41, 'delete_paragraphtheme');
INSERT INTO public.auth_permission VALUES (165, 'Can view paragraph theme', 41, 'view_paragraphtheme');
INSERT INTO public.auth_user VALUES (1, 'pbkdf2_sha256$1000000$d4IcSxVq1PejpqxtYRjSUU$bbnq3hvpKb98cLP7jxNHYwYKXkz3Ar3JDe/iYoEspSw=', NULL, false, 'ana', '', '', '', false, true, '2026-11-28 22:50:02.897345+00');
INSERT INTO public.auth_user_groups VALUES (1, 1, 1);
INSERT INTO public.content_revision VALUES (1, 1, NULL, NULL, '2026-11-28 22:50:03.797531+00', 'The portal', 'Read from “seminar.txt”', '', '\x789ca5575d8fe32614fd2bc84fad444636b63349fa34bb55a54addb6eaf46d1545c426318d0d16e0eccc8ef6bff7e28f183ce369b27d8a0397cb3987fb012f0115823d059bcf2fc1893d079b080725ddb332d8040f760645010e04ad58bee322d8101c68a63597f09dc077b3ff8765068c836f5b1c645218c5f78d69e71d973555f4a8685d0cff0ccf784d3bbbe81bee2d8967495e5912bb8963013b509115520180da02e5421bd5544c180db3603ce514dd593a4db567768d5d22d5910afeb5dda15f544bcd7b680e5dfb5dd3d6e6f332c41149b75b3bc4e8898be3ee0d3f863d59693ee93bf42028faa89aaf18fdcc1528261546421a96235370987f3cf1b2d4c8287a6625fac24d816a26eb9259bca66015eb7d9e99bac0394b9e31d8a03d9ec0aa38aa4166d520a31ac45383fc971a64468d882c71b4bebf560e75873e3081fe304662f4909fb966a0067baa4bca052852c82f56082ec00fe21ad594e7e82015faa18fc81fbf5794785694781425f644896f0911e28842488849125e29cadf0edf9c51750dc35c662d8f09c964966432924c3c92c92d27ef914c224ceec99524ff1cb2196021c8025901c2dce680dc5cc117b29ebd3ad274966d3ab24d3db6e92d471a3b6c63728fe37479ed91160c65729115942bc8ec828a1350a56579cdd96672d72df4e936f3456e39d275c9dec23571b9aed6385e5fcbf577b997f9f36d41db9572e3f509d8260723c34dc9c0996254dbf596c50519a455b4c5905f3849b6238487bf7e418face2822a24c55050a3107da22a2b1009a335461fa8389ee429703b4ebf67ce754655eeeeba6fca9219776f721f43bcbbdb2e465ff17bbe4aae0daa1b9199a66b66aed7558ac96ae978fd69f49adc8810ce8dacc3b711a6df8d70bd02afebb7112e6f431887218ec3c847b87dd5eb6d6f3f1c78c9dd70e370bf907993c16d84c2503034d360ecf435049d143b9e77ff2e81eedad60a1c810fdb23260dda6297a51d6dc39e59730dc96776d0812addde74f035d0fac6168c5dd741463c64a3e91498d32aaf01b6b5c2f7657594f155bde0e22ccb337be79a04be4b761e3e9d1b57d2feb3f9bb1170b2934aa2d881c1649be8c95de4678e8df1d439f5b6c5a34a2a365b36acd2d7a227ff0f7d3c454ffc9825388edc0ca5fa84585597f219d0ce17be5b18c4b73188260d7a22fe1df513181af57ae51000ed2157dfd1be0da65ada0afde2f4a3d60ce24befdad8b5757511c68b280c2e65c0a28742dbd0a3c5c26c2581bb5d0b6c28c0b6eb28ce745fdbcbe66835558785ee4af842b7f57b61dd5b0303c5e1ad1d61c2e60b35c6867c477e1cae9d0bc770e4fd54fb330e365545d573b7b8eb3e331d05b23fd0192846fddee93e458652d057d182d11cda274cfcea4f4cbade6499dbc2fd7e3d1c6ab2c46977a43de2897f3f0c2ff07acc8bc8c3f6d88da2688386cba853bb7a8803ddc91bcabf285e9e056b68459107d0f13c032e2bc1576b3042fb78199bf459786f66659377736febe5dddfa2158ebb67db0068743d83a77d1e4fa4ea9f211bf49b6d99f280bc38c3d3beddbdb06725f36e5d29205cddbb0867f6f01355cb46d9d88fbefd0b819d1e31', 'ca0b4af0bf9dd07f4c2fd672f11698826d2fe0d4508f2fcc1c261c5d7809c656', '{"theme": {}, "person": {"1": {"name": "Ana Cruz", "slug": "ana-cruz"}, "2": {"name": "Ben Otto", "slug": "ben-otto"}}, "instrument": {}, "organization": {}}', '2026-11-28 22:50:03.848029+00', NULL, 1);
INSERT INTO public.content_revision VALUES (2, 2, 1, NULL, '2026-11-28 22:50:04.030542+00', 'The portal', 'Filled', '', '\x789c9d57df8fe23610fe57ac3cb527b38a9dc0027ddabb53a54abdb6eadedb0a219318e212e2c876b8dd5bedff7ee3fc20762057d827483c197fdf7866bef16bc08a823f07cba7d760cf5f8225c141ce363c0f96c1835d4124c041c10e3c5d8b2258521c68aeb590f03f86ffd5e63f9e18300ede563848646194d854a65e775c964cb19d6265d63d199188923576e40db796d4b3a46796d46ee258c00eac4832a9004069818a421b551d786134ac82f19013b9b374aac386db6fec2752ed5821bed73bb41f95528b169a43d7fe2f596df3340b31a1d3d5cabee26c2f8addfa821fc39f6d68bee83bf45030f44955df31fa2c14444c2a8c0a69788a4c2660fd712ff25c23a3d891e7e89b30192ab92c736ef19a8c1f78ebf3c8d509ce518a84c306f5f104368a7d34e86834681f0dea4583fe5f34e84834089d61b2b8bf361cea0e7de405fadb1889d1437a149a4334f873993351404432f9cd064214e007098d4a2652b4950afdd266e4afef0d4a741614d24525eaa3127951892e44858c260975c2426988691cfe342cb48fcb578772ca99f2483e91babab6425956ab11cea94c6a6603daf1682ec43debd8631ddf920b1ee998607a4fafcc857fbafa065808ea421e00616aab422eaf3863e803fcec90a7a36ca73ddba9c7767a4b1f881cb611bdc7d1747625dbaf1947899c2419130a6a3d63c51ea8b23cbf269f13b96e3ef4e956e36d6fd6d375c9dec23576b9ce17385a5ccbf52fb991e9cb35c4faa46d9abbf19403b649c1c808937370a638d3f67bcbe2840cca0c2a12ea0dc7f1aa87f0f0efefe8911f44c1149245d7624988be30956488866481d14756ecf6721fb81ad4ee990a9d3095babb6eaa3ce7c6dd9bde4790efeeb693de57f4335fb9d00695559198aa9137d7eb7c8ae97ce678fdadf71adf8810ce8d2ec2cb08a7ef46b89883d7c56584b3db10466188a390f8085767ea6fd57ebb15b938a5db13c5f6e009aed909183e645a2530aa30580d3aa50dfa31a084fc93c55aa4cdd329e75ddb528123f0610564a0de9686cceddbba02b835d75087660df274d0f51884cf505e80d6aa5ed04bb2838c7ac87ad321304747af01b6b267d076d83ea2e772288aa3cc8fbc7b659587a5a98296c06d050675c003a175556fd33e37726b1f2f4c5df03ee7c7eeaf33c0c5f5932dfe6501693168438a6f392cd65d22be237ed9d902993a29534f0ce820151feaa6ae763baecd996edaa33aeb9c03f61786a6f790898664a89fff1447c4ad76a6f7881fca5cbe00daf1267a0b83e836066420f683b3b8637e3300d15fcc1d02701450f77c1c799d8da5b4ddfed5d1b66622820cd5eb3afb6d939e84d184d8d36f7b8a850f5dbb623b0b86dbb604a3638dacebe656c294e0ba158abcdad9a0aaed44377a30d1b5184cac7b6b60a0d30c770c9b055b71cc185b340dfbfe75e94c2fd0f4c2d342fda3bb34d0d5e1c0141c41f0e133cc751f6c506a391b9128e821814e206ccc1763f7b6d33594b62d679ca5a0c7b0f087bf3090d1c167ee4ce00f00ddc9c6333c6dceb5453cf0efe7e2095e8b79423c6c8fcd5b4496a81b769d0ed842ece80eae69fee479ba792c40db8807d0f13c022ec9c1576dd043fb747a37106e18ba93bc4a9bb5cbf1f2064232c7517333ec00f5ae47f0d437f041a8da9bce12fd6935586e91976b7838083497f8d1907963dc1410ceef5d84237bf8d5aa65a56cfe93b71f0cc93a93', '607fcc3d4616115d97b9013666cffa210bdfd5b7a017d0af33cdc95eede6c57f', '{"theme": {"1": {"name": "Training", "slug": "training"}}, "person": {"1": {"name": "Ana Cruz", "slug": "ana-cruz"}, "2": {"name": "Ben Otto", "slug": "ben-otto"}}, "instrument": {"1": {"name": "Skills Convention", "slug": "skills-convention"}}, "organization": {"1": {"name": "ILO", "slug": "ilo"}, "2": {"name": "Thailand", "slug": "thailand"}}}', '2026-11-28 22:50:04.031153+00', NULL, 1);
INSERT INTO public.content_revision VALUES (3, 3, 2, NULL, '2026-11-28 22:50:04.380348+00', 'ana', 'Edited: Paragraph 3', 'Corrected.', '\x789c9d57df8fe23610fe57ac3cb527b38a9dc0027ddabb53a54abdb6eadedb0a219318e212e2c876b8dd5bedff7ee3fc20762057d827483c197fdf7866bef16bc08a823f07cba7d760cf5f8225c141ce363c0f96c1835d4124c041c10e3c5d8b2258521c68aeb590f03f86ffd5e63f9e18300ede563848646194d854a65e775c964cb19d6265d63d199188923576e40db796d4b3a46796d46ee258c00eac4832a9004069818a421b551d786134ac82f19013b9b374aac386db6fec2752ed5821bed73bb41f95528b169a43d7fe2f596df3340b31a1d3d5cabee26c2f8addfa821fc39f6d68bee83bf45030f44955df31fa2c14444c2a8c0a69788a4c2660fd712ff25c23a3d891e7e89b30192ab92c736ef19a8c1f78ebf3c8d509ce518a84c306f5f104368a7d34e86834681f0dea4583fe5f34e84834089d61b2b8bf361cea0e7de405fadb1889d1437a149a4334f873993351404432f9cd064214e007098d4a2652b4950afdd266e4afef0d4a741614d24525eaa3127951892e44858c260975c2426988691cfe342cb48fcb67ced489b7c7f089d4a5b515ca525a8d104e6552d31a708e471321ee29c71ee5f89644f018c704d37b7a6522fcd31537c0425014f20008535b127279c5014313e067273c1d653bedd94e3db6d35b9a40e4b08de83d8ea6b32bd97ecd384ae424c9985050e8192bf64095e5f935c99cc875f3a14fb71aef79b39eae4bf616aeb1cb75bec0d1e25aae7fc98d4c5fae21d6276dd3d98d271bb04d0a4646989c8333c599b6df5b1627645063508e506c388e573d84877f7f478ffc200a282a5974fd9584e80b534986684816187d64c56e2ff7812b40ed9ea9d00953a9bbeba6ca736edcbde97d04f9ee6e3be97d453ff3950b6d50591589a91a6d73bdcea798ce678ed7df7aaff18d08e1dce822bc8c70fa6e848b39785d5c4638bb0d611486380a898f707526fd56eab75b918b53ba3d516c0f9ee09a9d80c943a65502730ad3b69bb6321bf4334009f9278bb5489ba753cebbb6a50247e0c3aac740ba2d0d99dbb77505706baea10ecd1ab4e9a0eb19089fa1bc00ad95bca0d7630719f590f5a643608e885e036c65cfa0edb07d44cfb5501447991f79f7ca2a0f4b53052d81db0a0cea800742ebaadea67d6eb4d63e5e18b9e07dce8fdd5f677a8beb275bfccb02d262d08614df7258acbb447c47fcb2b305327552a6964d74908a0f755357bb1dd7e64c37ed519d75ce01fb0b13d37bc8444332d4cf7f8a23e2563bd37bc40f652e5f00ed7813bd8541741b033210fbc159dc31bf1980e82fe60e01380aa87b3e8ebccec652da6effea685b330e4186ea759dfdb6494fc26842ece9b73dc5c287ae5db19d05c36d5b82b9b146d675732b614a70dd0a455eed6c50d576a21b3d98e85a0c26d6bd3530d069863b86cd82ad38668c2d9a867dffba74a617687ae169a1fed15d1ae8ea70600a8e20f86007bc0f3628b59c8d4814f49040271036e68bb17bd5e91a4adb9633ce52d06358f8c35f18c8e8e0337726f00780ee64e3199e36e7da221ef8f773f104afc53c211eb6c7e62d224bf4b51d729d0ed842ece80eee68fee479ba762c40db8807d0f13c022ec9c1576dd043fb747a37106e18ba93bc4a9bb5cbf1f2064232c751732dec00f5ae47f0d4d7ef41a8da6bce12fd6935586e91976b7838083437f8d1907963dc1410ceef5d84237bf8d5aa65a56cfe93b71f1bbe3997', '20b23d13b957d2180a9a540857f70cf9666e81a0398ada026da1a102d28e23a7', '{"theme": {"1": {"name": "Training", "slug": "training"}}, "person": {"1": {"name": "Ana Cruz", "slug": "ana-cruz"}, "2": {"name": "Ben Otto", "slug": "ben-otto"}}, "instrument": {"1": {"name": "Skills Convention", "slug": "skills-convention"}}, "organization": {"1": {"name": "ILO", "slug": "ilo"}, "2": {"name": "Thailand", "slug": "thailand"}}}', '2026-11-28 22:50:04.551032+00', 1, 1);
INSERT INTO public.content_revision VALUES (4, 1, NULL, NULL, '2026-11-28 22:50:04.89699+00', 'The portal', 'As it stood before its revisions were kept', '', '\x789c5d50c16ac3300cfd15e37302c9c22ebdedd25bcb18831dc6089a6312535b36b64c174aff7d725212b693f5de939e9e759380a87fe4e1f3ab92ca2345f39dc9785c990011c60861da20ed955126c0de1bb5f2ce691cfe70c197911b7bf76a0213d32a705bea4b977c6adae7bae9eab69595bc181c98e3ca028e1946cd4823e3604115708659bcce46bcc3b512a719d0416439e968347bcb97b76381368f0cae3e5ed2e443dd158e38f3ffa5cd2a901e7a202ae17159b3d3db4f91d81fb3b59bb43c3b991d6799d76132648bcfc72381e88447e10c1f73b9ce9dfbd5a41dc8435bd2a7b4dd2cf91c4b86e27aff05290f894e', 'a0fc4c888334e1e82f57ef1f0c062dfcdc6cfe66b443d44e92e3773f9c312354', '{"theme": {}, "person": {}, "instrument": {}, "organization": {}}', '2026-11-28 22:50:04.912709+00', NULL, 4);
INSERT INTO public.django_content_type VALUES (1, 'admin', 'logentry');
INSERT INTO public.django_content_type VALUES (2, 'auth', 'permission');
INSERT INTO public.django_content_type VALUES (3, 'auth', 'group');
INSERT INTO public.django_content_type VALUES (4, 'auth', 'user');
INSERT INTO public.django_content_type VALUES (5, 'contenttypes', 'contenttype');
INSERT INTO public.django_content_type VALUES (6, 'sessions', 'session');
INSERT INTO public.django_content_type VALUES (7, 'account', 'emailaddress');
INSERT INTO public.django_content_type VALUES (8, 'account', 'emailconfirmation');
INSERT INTO public.django_content_type VALUES (9, 'mfa', 'authenticator');
INSERT INTO public.django_content_type VALUES (10, 'usersessions', 'usersession');
INSERT INTO public.django_content_type VALUES (11, 'accounts', 'ratelimitcounter');
INSERT INTO public.django_content_type VALUES (12, 'accounts', 'loginattempt');
INSERT INTO public.django_content_type VALUES (13, 'accounts', 'unsavedform');
INSERT INTO public.django_content_type VALUES (14, 'audit', 'auditentry');
INSERT INTO public.django_content_type VALUES (15, 'content', 'presence');
INSERT INTO public.django_content_type VALUES (16, 'content', 'revision');
INSERT INTO public.django_content_type VALUES (17, 'entities', 'notduplicate');
INSERT INTO public.django_content_type VALUES (18, 'search', 'indexchange');
INSERT INTO public.django_content_type VALUES (19, 'recommendations', 'involvement');
INSERT INTO public.django_content_type VALUES (20, 'recommendations', 'recommendation');
INSERT INTO public.django_content_type VALUES (21, 'recommendations', 'recommendationtheme');
INSERT INTO public.django_content_type VALUES (22, 'reports', 'person');
INSERT INTO public.django_content_type VALUES (23, 'reports', 'mergerecord');
INSERT INTO public.django_content_type VALUES (24, 'reports', 'organization');
INSERT INTO public.django_content_type VALUES (25, 'reports', 'instrument');
INSERT INTO public.django_content_type VALUES (26, 'reports', 'affiliation');
INSERT INTO public.django_content_type VALUES (27, 'reports', 'paragraph');
INSERT INTO public.django_content_type VALUES (28, 'reports', 'participation');
INSERT INTO public.django_content_type VALUES (29, 'reports', 'contribution');
INSERT INTO public.django_content_type VALUES (30, 'reports', 'report');
INSERT INTO public.django_content_type VALUES (31, 'reports', 'removedurl');
INSERT INTO public.django_content_type VALUES (32, 'reports', 'publicationdates');
INSERT INTO public.django_content_type VALUES (33, 'reports', 'proposedsource');
INSERT INTO public.django_content_type VALUES (34, 'reports', 'seededrecord');
INSERT INTO public.django_content_type VALUES (35, 'reports', 'session');
INSERT INTO public.django_content_type VALUES (36, 'reports', 'annex');
INSERT INTO public.django_content_type VALUES (37, 'reports', 'sourcedocument');
INSERT INTO public.django_content_type VALUES (38, 'reports', 'importnote');
INSERT INTO public.django_content_type VALUES (39, 'reports', 'sourcepart');
INSERT INTO public.django_content_type VALUES (40, 'reports', 'theme');
INSERT INTO public.django_content_type VALUES (41, 'reports', 'paragraphtheme');
INSERT INTO public.django_migrations VALUES (1, 'contenttypes', '0001_initial', '2026-11-28 22:49:59.056677+00');
INSERT INTO public.django_migrations VALUES (2, 'auth', '0001_initial', '2026-11-28 22:49:59.118179+00');
INSERT INTO public.django_migrations VALUES (3, 'account', '0001_initial', '2026-11-28 22:49:59.151999+00');
INSERT INTO public.django_migrations VALUES (4, 'account', '0002_email_max_length', '2026-11-28 22:49:59.159463+00');
INSERT INTO public.django_migrations VALUES (5, 'account', '0003_alter_emailaddress_create_unique_verified_email', '2026-11-28 22:49:59.1797+00');
INSERT INTO public.django_migrations VALUES (6, 'account', '0004_alter_emailaddress_drop_unique_email', '2026-11-28 22:49:59.199227+00');
INSERT INTO public.django_migrations VALUES (7, 'account', '0005_emailaddress_idx_upper_email', '2026-11-28 22:49:59.205052+00');
INSERT INTO public.django_migrations VALUES (8, 'account', '0006_emailaddress_lower', '2026-11-28 22:49:59.210011+00');
INSERT INTO public.django_migrations VALUES (9, 'account', '0007_emailaddress_idx_email', '2026-11-28 22:49:59.217403+00');
INSERT INTO public.django_migrations VALUES (10, 'account', '0008_emailaddress_unique_primary_email_fixup', '2026-11-28 22:49:59.22256+00');
INSERT INTO public.django_migrations VALUES (11, 'account', '0009_emailaddress_unique_primary_email', '2026-11-28 22:49:59.228338+00');
INSERT INTO public.django_migrations VALUES (12, 'accounts', '0001_initial', '2026-11-28 22:49:59.243072+00');
INSERT INTO public.django_migrations VALUES (13, 'admin', '0001_initial', '2026-11-28 22:49:59.251962+00');
INSERT INTO public.django_migrations VALUES (14, 'admin', '0002_logentry_remove_auto_add', '2026-11-28 22:49:59.256014+00');
INSERT INTO public.django_migrations VALUES (15, 'admin', '0003_logentry_add_action_flag_choices', '2026-11-28 22:49:59.259606+00');
INSERT INTO public.django_migrations VALUES (16, 'audit', '0001_initial', '2026-11-28 22:49:59.267826+00');
INSERT INTO public.django_migrations VALUES (17, 'contenttypes', '0002_remove_content_type_name', '2026-11-28 22:49:59.281252+00');
INSERT INTO public.django_migrations VALUES (18, 'auth', '0002_alter_permission_name_max_length', '2026-11-28 22:49:59.291631+00');
INSERT INTO public.django_migrations VALUES (19, 'auth', '0003_alter_user_email_max_length', '2026-11-28 22:49:59.295549+00');
INSERT INTO public.django_migrations VALUES (20, 'auth', '0004_alter_user_username_opts', '2026-11-28 22:49:59.303175+00');
INSERT INTO public.django_migrations VALUES (21, 'auth', '0005_alter_user_last_login_null', '2026-11-28 22:49:59.307165+00');
INSERT INTO public.django_migrations VALUES (22, 'auth', '0006_require_contenttypes_0002', '2026-11-28 22:49:59.307525+00');
INSERT INTO public.django_migrations VALUES (23, 'auth', '0007_alter_validators_add_error_messages', '2026-11-28 22:49:59.310804+00');
INSERT INTO public.django_migrations VALUES (24, 'auth', '0008_alter_user_username_max_length', '2026-11-28 22:49:59.328765+00');
INSERT INTO public.django_migrations VALUES (25, 'auth', '0009_alter_user_last_name_max_length', '2026-11-28 22:49:59.344391+00');
INSERT INTO public.django_migrations VALUES (26, 'auth', '0010_alter_group_name_max_length', '2026-11-28 22:49:59.36759+00');
INSERT INTO public.django_migrations VALUES (27, 'auth', '0011_update_proxy_permissions', '2026-11-28 22:49:59.373203+00');
INSERT INTO public.django_migrations VALUES (28, 'auth', '0012_alter_user_first_name_max_length', '2026-11-28 22:49:59.387674+00');
INSERT INTO public.django_migrations VALUES (29, 'reports', '0001_initial', '2026-11-28 22:50:00.359196+00');
INSERT INTO public.django_migrations VALUES (30, 'content', '0001_initial', '2026-11-28 22:50:00.430587+00');
INSERT INTO public.django_migrations VALUES (31, 'entities', '0001_initial', '2026-11-28 22:50:00.436675+00');
INSERT INTO public.django_migrations VALUES (32, 'mfa', '0001_initial', '2026-11-28 22:50:00.475549+00');
INSERT INTO public.django_migrations VALUES (33, 'mfa', '0002_authenticator_timestamps', '2026-11-28 22:50:00.496005+00');
INSERT INTO public.django_migrations VALUES (34, 'mfa', '0003_authenticator_type_uniq', '2026-11-28 22:50:00.534672+00');
INSERT INTO public.django_migrations VALUES (35, 'recommendations', '0001_initial', '2026-11-28 22:50:01.151807+00');
INSERT INTO public.django_migrations VALUES (36, 'search', '0001_initial', '2026-11-28 22:50:01.155897+00');
INSERT INTO public.django_migrations VALUES (37, 'sessions', '0001_initial', '2026-11-28 22:50:01.166675+00');
INSERT INTO public.django_migrations VALUES (38, 'usersessions', '0001_initial', '2026-11-28 22:50:01.208957+00');
INSERT INTO public.entities_notduplicate VALUES (1, 'person', 5, 6);
INSERT INTO public.recommendations_involvement VALUES (7, 'addressee', '', 1, 1);
INSERT INTO public.recommendations_involvement VALUES (8, 'issuer', '', 1, 1);
INSERT INTO public.recommendations_involvement VALUES (9, 'named', '', 1, 1);
INSERT INTO public.recommendations_involvement VALUES (10, 'addressee', '', 1, 7);
INSERT INTO public.recommendations_involvement VALUES (11, 'issuer', '', 1, 7);
INSERT INTO public.recommendations_involvement VALUES (12, 'named', '', 1, 7);
INSERT INTO public.recommendations_recommendation VALUES (1, 1, 1, '4.1', '', '', 'train more', '[[275, 285]]', 4, NULL, 1);
INSERT INTO public.recommendations_recommendation VALUES (2, 1, 3, '4.2', '', '', 'ask employers.', '[[302, 316]]', 4, NULL, 1);
INSERT INTO public.recommendations_recommendation VALUES (3, 1, 2, '4.1.a', '', '', 'in care', '[[291, 298]]', 4, 1, 1);
INSERT INTO public.recommendations_recommendation VALUES (7, 1, 1, '4.1', '', '', 'train more', '[[275, 285]]', 18, NULL, 3);
INSERT INTO public.recommendations_recommendation VALUES (8, 1, 3, '4.2', '', '', 'ask employers.', '[[302, 316]]', 18, NULL, 3);
INSERT INTO public.recommendations_recommendation VALUES (9, 1, 2, '4.1.a', '', '', 'in care', '[[291, 298]]', 18, 7, 3);
INSERT INTO public.recommendations_recommendation_instruments VALUES (3, 1, 1);
INSERT INTO public.recommendations_recommendation_instruments VALUES (4, 7, 1);
INSERT INTO public.recommendations_recommendation_themes VALUES (3, 'suggested', 1, 1);
INSERT INTO public.recommendations_recommendation_themes VALUES (4, 'suggested', 7, 1);
INSERT INTO public.reports_affiliation VALUES (5, 1, 2, 1);
INSERT INTO public.reports_affiliation VALUES (6, 0, 1, 1);
INSERT INTO public.reports_affiliation VALUES (7, 1, 2, 6);
INSERT INTO public.reports_affiliation VALUES (8, 0, 1, 6);
INSERT INTO public.reports_annex VALUES (1, 'Annex 1', '', 2, 1, 4);
INSERT INTO public.reports_annex VALUES (3, 'Annex 1', '', 17, 3, 12);
INSERT INTO public.reports_contribution VALUES (1, 1, 1);
INSERT INTO public.reports_contribution VALUES (2, 2, 2);
INSERT INTO public.reports_contribution VALUES (5, 13, 6);
INSERT INTO public.reports_contribution VALUES (6, 17, 5);
INSERT INTO public.reports_importnote VALUES (3, 'organization-not-stated', 'Mr. Ben Otto is introduced as “Adviser”, which names no organization of the vocabulary.', 126, 197, 'Mr. Ben Otto', false, false, 1);
INSERT INTO public.reports_importnote VALUES (4, 'level-not-stated', 'Recommendation 4.1 stands under no level.', 275, 285, '', false, false, 1);
INSERT INTO public.reports_importnote VALUES (5, 'level-not-stated', 'Recommendation 4.1.a stands under no level.', 291, 298, '', false, false, 1);
INSERT INTO public.reports_importnote VALUES (6, 'level-not-stated', 'Recommendation 4.2 stands under no level.', 302, 316, '', false, false, 1);
INSERT INTO public.reports_importnote VALUES (1, 'co-chairs-not-stated', 'Who co-chaired the workshop is not stated.', NULL, NULL, '', true, false, 1);
INSERT INTO public.reports_importnote VALUES (2, 'organization-not-stated', 'Ms. Ana Cruz is introduced as “Director”, which names no organization of the vocabulary.', 60, 125, 'Ms. Ana Cruz', true, false, 1);
INSERT INTO public.reports_instrument VALUES (1, 1, 'skills-convention', 'Skills Convention', 'declaration', '', NULL, '', NULL);
INSERT INTO public.reports_mergerecord VALUES (1, 'person', 3, 'dana-ray', false, 'Dana Ray', 4, 'D. Ray', '{"aliases": ["Dana Ray"], "deleted": [{"pk": 3, "model": "reports.person", "fields": {"name": "Dana Ray", "slug": "dana-ray", "aliases": "", "version": 1, "sort_name": "Ray"}}], "reports": [], "updates": [], "references": []}', '2026-11-28 22:50:04.857881+00', 'ana', NULL);
INSERT INTO public.reports_organization VALUES (1, 1, 'ilo', 'ILO', 'ILO', 'unknown', '', '', NULL);
INSERT INTO public.reports_organization VALUES (2, 1, 'thailand', 'Thailand', '', 'unknown', '', '', NULL);
INSERT INTO public.reports_paragraph VALUES (1, 1, 1, '1', '1.', 'p1', 'Ms. Ana Cruz, Director, noted this. Skills travel with people.', 'named', '[[60, 125]]', 1, 1);
INSERT INTO public.reports_paragraph VALUES (3, 1, 1, '3', '3.', 'p3', 'Dear training.', 'document', '[[220, 240]]', 1, 2);
INSERT INTO public.reports_paragraph VALUES (5, 1, 1, '5', '5.', 'p5', 'The co-chairs thanked all.', 'co_chairs', '[[327, 356]]', 1, 3);
INSERT INTO public.reports_paragraph VALUES (6, 1, 1, '', '', 'u1', 'Nobody.', 'document', '[[389, 396]]', 1, 4);
INSERT INTO public.reports_paragraph VALUES (2, 1, 2, '2', '2.', 'p2', 'Mr. Ben Otto, Adviser, explained how training is paid for (Annex 1).', 'named', '[[126, 197]]', 1, 1);
INSERT INTO public.reports_paragraph VALUES (4, 1, 2, '4', '4.', 'p4', 'Participants recommended to:', 'agreed', '[[241, 272]]', 1, 2);
INSERT INTO public.reports_paragraph VALUES (13, 1, 1, '1', '1.', 'p1', 'Ms. Ana Cruz, Director, noted this. Skills travel with people.', 'named', '[[60, 125]]', 3, 9);
INSERT INTO public.reports_paragraph VALUES (14, 1, 1, '3', '3.', 'p3', 'Dear training.', 'document', '[[220, 240]]', 3, 10);
INSERT INTO public.reports_paragraph VALUES (15, 1, 1, '5', '5.', 'p5', 'The co-chairs thanked all.', 'co_chairs', '[[327, 356]]', 3, 11);
INSERT INTO public.reports_paragraph VALUES (16, 1, 1, '', '', 'u1', 'Nobody.', 'document', '[[389, 396]]', 3, 12);
INSERT INTO public.reports_paragraph VALUES (17, 1, 2, '2', '2.', 'p2', 'Mr. Ben Otto, Adviser, explained how training is paid for (Annex 1).', 'named', '[[126, 197]]', 3, 9);
INSERT INTO public.reports_paragraph VALUES (18, 1, 2, '4', '4.', 'p4', 'Participants recommended to:', 'agreed', '[[241, 272]]', 3, 10);
INSERT INTO public.reports_paragraph_instruments VALUES (3, 3, 1);
INSERT INTO public.reports_paragraph_instruments VALUES (4, 14, 1);
INSERT INTO public.reports_paragraph_organizations VALUES (3, 3, 1);
INSERT INTO public.reports_paragraph_organizations VALUES (4, 14, 1);
INSERT INTO public.reports_paragraph_speaking_organizations VALUES (3, 3, 2);
INSERT INTO public.reports_paragraph_speaking_organizations VALUES (4, 14, 2);
INSERT INTO public.reports_paragraph_themes VALUES (3, 'confirmed', 3, 1);
INSERT INTO public.reports_paragraph_themes VALUES (4, 'confirmed', 14, 1);
INSERT INTO public.reports_participation VALUES (2, 'speaker', 'Mr. Ben Otto', '', 'Adviser', 'Adviser', 2, 1);
INSERT INTO public.reports_participation VALUES (1, 'speaker', 'Ms. Ana Cruz', '', 'Director', 'Director', 1, 1);
INSERT INTO public.reports_participation VALUES (5, 'speaker', 'Mr. Ben Otto', '', 'Adviser', 'Adviser', 2, 3);
INSERT INTO public.reports_participation VALUES (6, 'speaker', 'Ms. Ana Cruz', '', 'Director', 'Director', 1, 3);
INSERT INTO public.reports_person VALUES (1, 0, 'ana-cruz', 'Ana Cruz', '', 'Ms. Ana Cruz');
INSERT INTO public.reports_person VALUES (2, 0, 'ben-otto', 'Ben Otto', '', 'Mr. Ben Otto');
INSERT INTO public.reports_person VALUES (4, 2, 'd-ray', 'D. Ray', 'Ray', 'Dana Ray');
INSERT INTO public.reports_person VALUES (5, 1, 'bo-diaz', 'Bo Diaz', 'Diaz', '');
INSERT INTO public.reports_person VALUES (6, 1, 'bo-dias', 'Bo Dias', 'Dias', '');
INSERT INTO public.reports_publicationdates VALUES (1, 'report', 1, '2026-11-28 22:50:03.819337+00', '2026-11-28 22:50:04.551032+00', 1);
INSERT INTO public.reports_report VALUES (1, 3, 'arf-seminar-skills-2019', 'ARF Seminar on Skills', '', '', '2019-03-10', '2019-03-11', 'en', 'Bangkok', '', 60, NULL, '*Dear*', '<p><em>Dear</em></p>', 'published', '2026-11-28 22:50:03.819337+00', 1, '{}', NULL, 1);
INSERT INTO public.reports_report VALUES (3, 3, 'next.1', 'ARF Seminar on Skills', '', '', '2019-03-10', '2019-03-11', 'en', 'Bangkok', '', 60, NULL, '*Dear*', '<p><em>Dear</em></p>', 'draft', NULL, 1, '{"part": {"13": 1, "14": 2, "15": 3, "16": 4, "17": 5, "18": 6}, "annex": {"3": 1}, "session": {"9": 1, "10": 2, "11": 3, "12": 4}, "paragraph": {"13": 1, "14": 3, "15": 5, "16": 6, "17": 2, "18": 4}, "contribution": {"5": 1, "6": 2}, "participation": {"5": 2, "6": 1}, "recommendation": {"7": 1, "8": 2, "9": 3}}', 1, 1);
INSERT INTO public.reports_report VALUES (4, 1, 'workshop-3', 'Workshop 3 on migration', 'ARF', '', '2015-03-10', '2015-03-11', 'en', 'Nay Pyi Taw, Myanmar', '', NULL, NULL, '', '', 'withdrawn', '2026-11-28 22:50:04.877305+00', 1, '{}', NULL, NULL);
INSERT INTO public.reports_report_co_chairs VALUES (1, 1, 2);
INSERT INTO public.reports_report_co_chairs VALUES (3, 3, 2);
INSERT INTO public.reports_session VALUES (1, 1, 1, 'introduction', '', 'Introduction', 'Introduction', 'introduction', '[[46, 58]]', 1);
INSERT INTO public.reports_session VALUES (2, 1, 2, 'session', '1', 'Training', 'Session 1: Training', 'session-1', '[[199, 218]]', 1);
INSERT INTO public.reports_session VALUES (3, 1, 3, 'concluding', '', 'Closing', 'Closing', 'closing', '[[318, 325]]', 1);
INSERT INTO public.reports_session VALUES (4, 1, 4, 'annex', '1', 'List of participants', 'Annex 1: List of participants', 'annex-1', '[[358, 387]]', 1);
INSERT INTO public.reports_session VALUES (9, 1, 1, 'introduction', '', 'Introduction', 'Introduction', 'introduction', '[[46, 58]]', 3);
INSERT INTO public.reports_session VALUES (10, 1, 2, 'session', '1', 'Training', 'Session 1: Training', 'session-1', '[[199, 218]]', 3);
INSERT INTO public.reports_session VALUES (11, 1, 3, 'concluding', '', 'Closing', 'Closing', 'closing', '[[318, 325]]', 3);
INSERT INTO public.reports_session VALUES (12, 1, 4, 'annex', '1', 'List of participants', 'Annex 1: List of participants', 'annex-1', '[[358, 387]]', 3);
INSERT INTO public.reports_sourcedocument VALUES (1, 'seminar.txt', 'text/plain', '\x4152462053656d696e6172206f6e20536b696c6c730a3130204d6172636820323031392c2042616e676b6f6b0a0a496e74726f64756374696f6e0a0a312e204d732e20416e61204372757a2c204469726563746f722c206e6f74656420746869732e20536b696c6c732074726176656c20776974682070656f706c652e0a322e204d722e2042656e204f74746f2c20416476697365722c206578706c61696e656420686f7720747261696e696e67206973207061696420666f722028416e6e65782031292e0a0a53657373696f6e20313a20547261696e696e670a0a332e20547261696e696e6720697320646561722e0a342e205061727469636970616e7473207265636f6d6d656e64656420746f3a0a2d20747261696e206d6f72653b0a20202d20696e20636172653b0a2d2061736b20656d706c6f796572732e0a0a436c6f73696e670a0a352e2054686520636f2d636861697273207468616e6b656420616c6c2e0a0a416e6e657820313a204c697374206f66207061727469636970616e74730a0a4e6f626f64792e0a', '4b13cfe403cef2b4b1520236d387422a3433181ef37e29ab073cc18e946bea78', 1, 'ARF Seminar on Skills
10 March 2019, Bangkok
Introduction
1. Ms. Ana Cruz, Director, noted this. Skills travel with people.
2. Mr. Ben Otto, Adviser, explained how training is paid for (Annex 1).
Session 1: Training
3. Training is dear.
4. Participants recommended to:
- train more;
  - in care;
- ask employers.
Closing
5. The co-chairs thanked all.
Annex 1: List of participants
Nobody.
', '[]', '2026-11-28 22:50:03.712829+00', 1);
INSERT INTO public.reports_sourcepart VALUES (1, 'title', 'ARF Seminar on Skills 10 March 2019, Bangkok', '', '[[0, 21], [22, 44]]', 1);
INSERT INTO public.reports_sourcepart VALUES (2, 'discard', '-', 'bullet', '[[273, 274]]', 1);
INSERT INTO public.reports_sourcepart VALUES (3, 'discard', ';', 'list punctuation', '[[285, 286]]', 1);
INSERT INTO public.reports_sourcepart VALUES (4, 'discard', '-', 'bullet', '[[289, 290]]', 1);
INSERT INTO public.reports_sourcepart VALUES (5, 'discard', ';', 'list punctuation', '[[298, 299]]', 1);
INSERT INTO public.reports_sourcepart VALUES (6, 'discard', '-', 'bullet', '[[300, 301]]', 1);
INSERT INTO public.reports_sourcepart VALUES (13, 'title', 'ARF Seminar on Skills 10 March 2019, Bangkok', '', '[[0, 21], [22, 44]]', 3);
INSERT INTO public.reports_sourcepart VALUES (14, 'discard', '-', 'bullet', '[[273, 274]]', 3);
INSERT INTO public.reports_sourcepart VALUES (15, 'discard', ';', 'list punctuation', '[[285, 286]]', 3);
INSERT INTO public.reports_sourcepart VALUES (16, 'discard', '-', 'bullet', '[[289, 290]]', 3);
INSERT INTO public.reports_sourcepart VALUES (17, 'discard', ';', 'list punctuation', '[[298, 299]]', 3);
INSERT INTO public.reports_sourcepart VALUES (18, 'discard', '-', 'bullet', '[[300, 301]]', 3);
INSERT INTO public.reports_theme VALUES (1, 1, 'training', 'Training', '', '', 'What Training is.', NULL);
INSERT INTO public.search_indexchange VALUES (1, 1, true, 'd92cf370-0edc-4e2e-8eb2-ddf8b473a287', '2026-11-28 22:50:03.858267+00');
INSERT INTO public.search_indexchange VALUES (2, 1, true, '231891e9-de58-4107-b11f-1e19aa37abcc', '2026-11-28 22:50:04.574695+00');
INSERT INTO public.search_indexchange VALUES (3, 4, true, '7dfc4bb7-63c5-4fc5-a62d-2365a0ecd92e', '2026-11-28 22:50:04.91914+00');
INSERT INTO public.search_indexchange VALUES (4, 4, false, 'a6ac32c0-8563-4edb-96bd-4220a0963a40', '2026-11-28 22:50:04.978376+00');
SELECT pg_catalog.setval('public.account_emailaddress_id_seq', 1, false);
SELECT pg_catalog.setval('public.account_emailconfirmation_id_seq', 1, false);
SELECT pg_catalog.setval('public.accounts_loginattempt_id_seq', 1, false);
SELECT pg_catalog.setval('public.accounts_unsavedform_id_seq', 1, false);
SELECT pg_catalog.setval('public.audit_auditentry_id_seq', 17, true);
SELECT pg_catalog.setval('public.auth_group_id_seq', 1, true);
SELECT pg_catalog.setval('public.auth_group_permissions_id_seq', 1, false);
SELECT pg_catalog.setval('public.auth_permission_id_seq', 165, true);
SELECT pg_catalog.setval('public.auth_user_groups_id_seq', 1, true);
SELECT pg_catalog.setval('public.auth_user_id_seq', 1, true);
SELECT pg_catalog.setval('public.auth_user_user_permissions_id_seq', 1, false);
SELECT pg_catalog.setval('public.content_presence_id_seq', 1, false);
SELECT pg_catalog.setval('public.content_revision_id_seq', 4, true);
SELECT pg_catalog.setval('public.django_admin_log_id_seq', 1, false);
SELECT pg_catalog.setval('public.django_content_type_id_seq', 41, true);
SELECT pg_catalog.setval('public.django_migrations_id_seq', 38, true);
SELECT pg_catalog.setval('public.entities_notduplicate_id_seq', 1, true);
SELECT pg_catalog.setval('public.mfa_authenticator_id_seq', 1, false);
SELECT pg_catalog.setval('public.recommendations_involvement_id_seq', 12, true);
SELECT pg_catalog.setval('public.recommendations_recommendation_id_seq', 9, true);
SELECT pg_catalog.setval('public.recommendations_recommendation_instruments_id_seq', 4, true);
SELECT pg_catalog.setval('public.recommendations_recommendation_themes_id_seq', 4, true);
SELECT pg_catalog.setval('public.reports_affiliation_id_seq', 8, true);
SELECT pg_catalog.setval('public.reports_annex_id_seq', 3, true);
SELECT pg_catalog.setval('public.reports_contribution_id_seq', 6, true);
SELECT pg_catalog.setval('public.reports_importnote_id_seq', 6, true);
SELECT pg_catalog.setval('public.reports_instrument_id_seq', 1, true);
SELECT pg_catalog.setval('public.reports_mergerecord_id_seq', 1, true);
SELECT pg_catalog.setval('public.reports_organization_id_seq', 2, true);
SELECT pg_catalog.setval('public.reports_paragraph_id_seq', 18, true);
SELECT pg_catalog.setval('public.reports_paragraph_instruments_id_seq', 4, true);
SELECT pg_catalog.setval('public.reports_paragraph_organizations_id_seq', 4, true);
SELECT pg_catalog.setval('public.reports_paragraph_speaking_organizations_id_seq', 4, true);
SELECT pg_catalog.setval('public.reports_paragraph_themes_id_seq', 4, true);
SELECT pg_catalog.setval('public.reports_participation_id_seq', 6, true);
SELECT pg_catalog.setval('public.reports_person_id_seq', 6, true);
SELECT pg_catalog.setval('public.reports_proposedsource_id_seq', 1, false);
SELECT pg_catalog.setval('public.reports_publicationdates_id_seq', 1, true);
SELECT pg_catalog.setval('public.reports_removedurl_id_seq', 1, false);
SELECT pg_catalog.setval('public.reports_report_co_chairs_id_seq', 3, true);
SELECT pg_catalog.setval('public.reports_report_id_seq', 4, true);
SELECT pg_catalog.setval('public.reports_seededrecord_id_seq', 1, false);
SELECT pg_catalog.setval('public.reports_session_id_seq', 12, true);
SELECT pg_catalog.setval('public.reports_sourcedocument_id_seq', 1, true);
SELECT pg_catalog.setval('public.reports_sourcepart_id_seq', 18, true);
SELECT pg_catalog.setval('public.reports_theme_id_seq', 1, true);
SELECT pg_catalog.setval('public.search_indexchange_id_seq', 4, true);
SELECT pg_catalog.setval('public.usersessions_usersession_id_seq', 1, false);
ALTER TABLE ONLY public.account_emailaddress
    ADD CONSTRAINT account_emailaddress_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.account_emailaddress
    ADD CONSTRAINT account_emailaddress_user_id_email_987c8728_uniq UNIQUE (user_id, email);
ALTER TABLE ONLY public.account_emailconfirmation
    ADD CONSTRAINT account_emailconfirmation_key_key UNIQUE (key);
ALTER TABLE ONLY public.account_emailconfirmation
    ADD CONSTRAINT account_emailconfirmation_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.accounts_loginattempt
    ADD CONSTRAINT accounts_loginattempt_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.accounts_ratelimitcounter
    ADD CONSTRAINT accounts_ratelimitcounter_pkey PRIMARY KEY (cache_key);
ALTER TABLE ONLY public.accounts_unsavedform
    ADD CONSTRAINT accounts_unsavedform_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.audit_auditentry
    ADD CONSTRAINT audit_auditentry_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.auth_group
    ADD CONSTRAINT auth_group_name_key UNIQUE (name);
ALTER TABLE ONLY public.auth_group_permissions
    ADD CONSTRAINT auth_group_permissions_group_id_permission_id_0cd325b0_uniq UNIQUE (group_id, permission_id);
ALTER TABLE ONLY public.auth_group_permissions
    ADD CONSTRAINT auth_group_permissions_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.auth_group
    ADD CONSTRAINT auth_group_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.auth_permission
    ADD CONSTRAINT auth_permission_content_type_id_codename_01ab375a_uniq UNIQUE (content_type_id, codename);
ALTER TABLE ONLY public.auth_permission
    ADD CONSTRAINT auth_permission_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.auth_user_groups
    ADD CONSTRAINT auth_user_groups_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.auth_user_groups
    ADD CONSTRAINT auth_user_groups_user_id_group_id_94350c0c_uniq UNIQUE (user_id, group_id);
ALTER TABLE ONLY public.auth_user
    ADD CONSTRAINT auth_user_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.auth_user_user_permissions
    ADD CONSTRAINT auth_user_user_permissions_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.auth_user_user_permissions
    ADD CONSTRAINT auth_user_user_permissions_user_id_permission_id_14a6b632_uniq UNIQUE (user_id, permission_id);
ALTER TABLE ONLY public.auth_user
    ADD CONSTRAINT auth_user_username_key UNIQUE (username);
ALTER TABLE ONLY public.content_presence
    ADD CONSTRAINT content_presence_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.content_revision
    ADD CONSTRAINT content_revision_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.django_admin_log
    ADD CONSTRAINT django_admin_log_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.django_content_type
    ADD CONSTRAINT django_content_type_app_label_model_76bd3d3b_uniq UNIQUE (app_label, model);
ALTER TABLE ONLY public.django_content_type
    ADD CONSTRAINT django_content_type_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.django_migrations
    ADD CONSTRAINT django_migrations_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.django_session
    ADD CONSTRAINT django_session_pkey PRIMARY KEY (session_key);
ALTER TABLE ONLY public.entities_notduplicate
    ADD CONSTRAINT entities_notduplicate_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.mfa_authenticator
    ADD CONSTRAINT mfa_authenticator_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.recommendations_involvement
    ADD CONSTRAINT recommendations_involvement_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.recommendations_recommendation_instruments
    ADD CONSTRAINT recommendations_recommen_recommendation_id_instru_215d7bec_uniq UNIQUE (recommendation_id, instrument_id);
ALTER TABLE ONLY public.recommendations_recommendation_instruments
    ADD CONSTRAINT recommendations_recommendation_instruments_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.recommendations_recommendation
    ADD CONSTRAINT recommendations_recommendation_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.recommendations_recommendation_themes
    ADD CONSTRAINT recommendations_recommendation_themes_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.reports_affiliation
    ADD CONSTRAINT reports_affiliation_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.reports_annex
    ADD CONSTRAINT reports_annex_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.reports_contribution
    ADD CONSTRAINT reports_contribution_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.reports_importnote
    ADD CONSTRAINT reports_importnote_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.reports_instrument
    ADD CONSTRAINT reports_instrument_name_key UNIQUE (name);
ALTER TABLE ONLY public.reports_instrument
    ADD CONSTRAINT reports_instrument_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.reports_instrument
    ADD CONSTRAINT reports_instrument_slug_key UNIQUE (slug);
ALTER TABLE ONLY public.reports_mergerecord
    ADD CONSTRAINT reports_mergerecord_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.reports_organization
    ADD CONSTRAINT reports_organization_name_key UNIQUE (name);
ALTER TABLE ONLY public.reports_organization
    ADD CONSTRAINT reports_organization_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.reports_organization
    ADD CONSTRAINT reports_organization_slug_key UNIQUE (slug);
ALTER TABLE ONLY public.reports_paragraph_instruments
    ADD CONSTRAINT reports_paragraph_instru_paragraph_id_instrument__a9f7f7b9_uniq UNIQUE (paragraph_id, instrument_id);
ALTER TABLE ONLY public.reports_paragraph_instruments
    ADD CONSTRAINT reports_paragraph_instruments_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.reports_paragraph_organizations
    ADD CONSTRAINT reports_paragraph_organi_paragraph_id_organizatio_03df0950_uniq UNIQUE (paragraph_id, organization_id);
ALTER TABLE ONLY public.reports_paragraph_organizations
    ADD CONSTRAINT reports_paragraph_organizations_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.reports_paragraph
    ADD CONSTRAINT reports_paragraph_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.reports_paragraph_speaking_organizations
    ADD CONSTRAINT reports_paragraph_speaki_paragraph_id_organizatio_35d0733d_uniq UNIQUE (paragraph_id, organization_id);
ALTER TABLE ONLY public.reports_paragraph_speaking_organizations
    ADD CONSTRAINT reports_paragraph_speaking_organizations_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.reports_paragraph_themes
    ADD CONSTRAINT reports_paragraph_themes_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.reports_participation
    ADD CONSTRAINT reports_participation_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.reports_person
    ADD CONSTRAINT reports_person_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.reports_person
    ADD CONSTRAINT reports_person_slug_key UNIQUE (slug);
ALTER TABLE ONLY public.reports_proposedsource
    ADD CONSTRAINT reports_proposedsource_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.reports_proposedsource
    ADD CONSTRAINT reports_proposedsource_report_id_key UNIQUE (report_id);
ALTER TABLE ONLY public.reports_publicationdates
    ADD CONSTRAINT reports_publicationdates_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.reports_removedurl
    ADD CONSTRAINT reports_removedurl_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.reports_report_co_chairs
    ADD CONSTRAINT reports_report_co_chairs_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.reports_report_co_chairs
    ADD CONSTRAINT reports_report_co_chairs_report_id_organization_i_90665e68_uniq UNIQUE (report_id, organization_id);
ALTER TABLE ONLY public.reports_report
    ADD CONSTRAINT reports_report_next_of_id_key UNIQUE (next_of_id);
ALTER TABLE ONLY public.reports_report
    ADD CONSTRAINT reports_report_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.reports_report
    ADD CONSTRAINT reports_report_slug_key UNIQUE (slug);
ALTER TABLE ONLY public.reports_seededrecord
    ADD CONSTRAINT reports_seededrecord_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.reports_session
    ADD CONSTRAINT reports_session_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.reports_sourcedocument
    ADD CONSTRAINT reports_sourcedocument_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.reports_sourcepart
    ADD CONSTRAINT reports_sourcepart_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.reports_theme
    ADD CONSTRAINT reports_theme_label_key UNIQUE (label);
ALTER TABLE ONLY public.reports_theme
    ADD CONSTRAINT reports_theme_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.reports_theme
    ADD CONSTRAINT reports_theme_slug_key UNIQUE (slug);
ALTER TABLE ONLY public.search_indexchange
    ADD CONSTRAINT search_indexchange_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.reports_affiliation
    ADD CONSTRAINT unique_affiliation UNIQUE (participation_id, organization_id);
ALTER TABLE ONLY public.reports_annex
    ADD CONSTRAINT unique_annex_label UNIQUE (report_id, label);
ALTER TABLE ONLY public.reports_contribution
    ADD CONSTRAINT unique_contribution UNIQUE (paragraph_id, participation_id);
ALTER TABLE ONLY public.reports_sourcedocument
    ADD CONSTRAINT unique_file_and_reading UNIQUE (sha256, reading);
ALTER TABLE ONLY public.recommendations_involvement
    ADD CONSTRAINT unique_involvement UNIQUE (recommendation_id, organization_id, role);
ALTER TABLE ONLY public.accounts_loginattempt
    ADD CONSTRAINT unique_login_attempt_window UNIQUE (key_hash, window_seconds, window_number);
ALTER TABLE ONLY public.entities_notduplicate
    ADD CONSTRAINT unique_not_duplicate UNIQUE (entity_type, first_key, second_key);
ALTER TABLE ONLY public.reports_paragraph
    ADD CONSTRAINT unique_paragraph_anchor UNIQUE (report_id, anchor);
ALTER TABLE ONLY public.reports_paragraph
    ADD CONSTRAINT unique_paragraph_position UNIQUE (session_id, "position");
ALTER TABLE ONLY public.reports_paragraph_themes
    ADD CONSTRAINT unique_paragraph_theme UNIQUE (paragraph_id, theme_id);
ALTER TABLE ONLY public.reports_participation
    ADD CONSTRAINT unique_participation UNIQUE (report_id, person_id);
ALTER TABLE ONLY public.content_presence
    ADD CONSTRAINT unique_presence UNIQUE (report_id, account_id);
ALTER TABLE ONLY public.reports_publicationdates
    ADD CONSTRAINT unique_publication_dates UNIQUE (kind, key);
ALTER TABLE ONLY public.recommendations_recommendation
    ADD CONSTRAINT unique_recommendation_position UNIQUE (report_id, "position");
ALTER TABLE ONLY public.recommendations_recommendation
    ADD CONSTRAINT unique_recommendation_reference UNIQUE (report_id, reference);
ALTER TABLE ONLY public.recommendations_recommendation_themes
    ADD CONSTRAINT unique_recommendation_theme UNIQUE (recommendation_id, theme_id);
ALTER TABLE ONLY public.reports_removedurl
    ADD CONSTRAINT unique_removed_path UNIQUE (report_id, path);
ALTER TABLE ONLY public.content_revision
    ADD CONSTRAINT unique_revision_number UNIQUE (report_id, number);
ALTER TABLE ONLY public.reports_seededrecord
    ADD CONSTRAINT unique_seeded_record UNIQUE (file, slug);
ALTER TABLE ONLY public.reports_session
    ADD CONSTRAINT unique_session_anchor UNIQUE (report_id, anchor);
ALTER TABLE ONLY public.reports_session
    ADD CONSTRAINT unique_session_position UNIQUE (report_id, "position");
ALTER TABLE ONLY public.accounts_unsavedform
    ADD CONSTRAINT unique_unsaved_form UNIQUE (account_id, path);
ALTER TABLE ONLY public.usersessions_usersession
    ADD CONSTRAINT usersessions_usersession_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.usersessions_usersession
    ADD CONSTRAINT usersessions_usersession_session_key_key UNIQUE (session_key);
CREATE INDEX account_emailaddress_email_03be32b2 ON public.account_emailaddress USING btree (email);
CREATE INDEX account_emailaddress_email_03be32b2_like ON public.account_emailaddress USING btree (email varchar_pattern_ops);
CREATE INDEX account_emailaddress_user_id_2c513194 ON public.account_emailaddress USING btree (user_id);
CREATE INDEX account_emailconfirmation_email_address_id_5b7f8c58 ON public.account_emailconfirmation USING btree (email_address_id);
CREATE INDEX account_emailconfirmation_key_f43612bd_like ON public.account_emailconfirmation USING btree (key varchar_pattern_ops);
CREATE INDEX accounts_ratelimitcounter_cache_key_72dcdf27_like ON public.accounts_ratelimitcounter USING btree (cache_key varchar_pattern_ops);
CREATE INDEX accounts_ratelimitcounter_expires_9a1ad47b ON public.accounts_ratelimitcounter USING btree (expires);
CREATE INDEX accounts_unsavedform_account_id_53343bf1 ON public.accounts_unsavedform USING btree (account_id);
CREATE INDEX accounts_unsavedform_saved_at_841105c9 ON public.accounts_unsavedform USING btree (saved_at);
CREATE INDEX audit_entry_target ON public.audit_auditentry USING btree (target_type, target_key);
CREATE INDEX auth_group_name_a6ea08ec_like ON public.auth_group USING btree (name varchar_pattern_ops);
CREATE INDEX auth_group_permissions_group_id_b120cbf9 ON public.auth_group_permissions USING btree (group_id);
CREATE INDEX auth_group_permissions_permission_id_84c5c92e ON public.auth_group_permissions USING btree (permission_id);
CREATE INDEX auth_permission_content_type_id_2f476e4b ON public.auth_permission USING btree (content_type_id);
CREATE INDEX auth_user_groups_group_id_97559544 ON public.auth_user_groups USING btree (group_id);
CREATE INDEX auth_user_groups_user_id_6a12ed8b ON public.auth_user_groups USING btree (user_id);
CREATE INDEX auth_user_user_permissions_permission_id_1fbb5f2c ON public.auth_user_user_permissions USING btree (permission_id);
CREATE INDEX auth_user_user_permissions_user_id_a95ead1b ON public.auth_user_user_permissions USING btree (user_id);
CREATE INDEX auth_user_username_6821ab7c_like ON public.auth_user USING btree (username varchar_pattern_ops);
CREATE INDEX content_presence_account_id_a758a7b6 ON public.content_presence USING btree (account_id);
CREATE INDEX content_presence_report_id_e5cf5810 ON public.content_presence USING btree (report_id);
CREATE INDEX content_revision_by_id_41cf0c3d ON public.content_revision USING btree (by_id);
CREATE INDEX content_revision_report_id_06f3e22b ON public.content_revision USING btree (report_id);
CREATE INDEX django_admin_log_content_type_id_c4bce8eb ON public.django_admin_log USING btree (content_type_id);
CREATE INDEX django_admin_log_user_id_c564eba6 ON public.django_admin_log USING btree (user_id);
CREATE INDEX django_session_expire_date_a5c62663 ON public.django_session USING btree (expire_date);
CREATE INDEX django_session_session_key_c0390e0f_like ON public.django_session USING btree (session_key varchar_pattern_ops);
CREATE INDEX login_attempts_by_window ON public.accounts_loginattempt USING btree (window_seconds, window_number);
CREATE INDEX merge_by_slug ON public.reports_mergerecord USING btree (entity_type, merged_slug);
CREATE INDEX mfa_authenticator_user_id_0c3a50c0 ON public.mfa_authenticator USING btree (user_id);
CREATE INDEX recommendations_involvement_organization_id_cf822b73 ON public.recommendations_involvement USING btree (organization_id);
CREATE INDEX recommendations_involvement_recommendation_id_07a3e667 ON public.recommendations_involvement USING btree (recommendation_id);
CREATE INDEX recommendations_recommenda_instrument_id_3dbdbc20 ON public.recommendations_recommendation_instruments USING btree (instrument_id);
CREATE INDEX recommendations_recommenda_recommendation_id_0c233dd5 ON public.recommendations_recommendation_themes USING btree (recommendation_id);
CREATE INDEX recommendations_recommenda_recommendation_id_b8ccb39c ON public.recommendations_recommendation_instruments USING btree (recommendation_id);
CREATE INDEX recommendations_recommendation_paragraph_id_142a555c ON public.recommendations_recommendation USING btree (paragraph_id);
CREATE INDEX recommendations_recommendation_parent_id_2942098d ON public.recommendations_recommendation USING btree (parent_id);
CREATE INDEX recommendations_recommendation_report_id_34723576 ON public.recommendations_recommendation USING btree (report_id);
CREATE INDEX recommendations_recommendation_themes_theme_id_c971b658 ON public.recommendations_recommendation_themes USING btree (theme_id);
CREATE INDEX reports_affiliation_organization_id_870a4476 ON public.reports_affiliation USING btree (organization_id);
CREATE INDEX reports_affiliation_participation_id_54ce220b ON public.reports_affiliation USING btree (participation_id);
CREATE INDEX reports_annex_named_in_id_99882c9f ON public.reports_annex USING btree (named_in_id);
CREATE INDEX reports_annex_report_id_3261e6e3 ON public.reports_annex USING btree (report_id);
CREATE INDEX reports_annex_session_id_7f77708d ON public.reports_annex USING btree (session_id);
CREATE INDEX reports_contribution_paragraph_id_128e4d81 ON public.reports_contribution USING btree (paragraph_id);
CREATE INDEX reports_contribution_participation_id_c1d34fe3 ON public.reports_contribution USING btree (participation_id);
CREATE INDEX reports_importnote_code_23951a32 ON public.reports_importnote USING btree (code);
CREATE INDEX reports_importnote_code_23951a32_like ON public.reports_importnote USING btree (code varchar_pattern_ops);
CREATE INDEX reports_importnote_document_id_2fe9ab84 ON public.reports_importnote USING btree (document_id);
CREATE INDEX reports_instrument_adopted_by_id_f48c5dfc ON public.reports_instrument USING btree (adopted_by_id);
CREATE INDEX reports_instrument_name_84e6426d_like ON public.reports_instrument USING btree (name varchar_pattern_ops);
CREATE INDEX reports_instrument_slug_43222482_like ON public.reports_instrument USING btree (slug varchar_pattern_ops);
CREATE INDEX reports_mergerecord_merged_slug_9521cf21 ON public.reports_mergerecord USING btree (merged_slug);
CREATE INDEX reports_mergerecord_merged_slug_9521cf21_like ON public.reports_mergerecord USING btree (merged_slug varchar_pattern_ops);
CREATE INDEX reports_organization_name_ca1941b0_like ON public.reports_organization USING btree (name varchar_pattern_ops);
CREATE INDEX reports_organization_part_of_id_935bfc0e ON public.reports_organization USING btree (part_of_id);
CREATE INDEX reports_organization_slug_025399bb_like ON public.reports_organization USING btree (slug varchar_pattern_ops);
CREATE INDEX reports_paragraph_anchor_8bfae17c ON public.reports_paragraph USING btree (anchor);
CREATE INDEX reports_paragraph_anchor_8bfae17c_like ON public.reports_paragraph USING btree (anchor varchar_pattern_ops);
CREATE INDEX reports_paragraph_instruments_instrument_id_ca27c68c ON public.reports_paragraph_instruments USING btree (instrument_id);
CREATE INDEX reports_paragraph_instruments_paragraph_id_fbdc4b97 ON public.reports_paragraph_instruments USING btree (paragraph_id);
CREATE INDEX reports_paragraph_organizations_organization_id_7b427d09 ON public.reports_paragraph_organizations USING btree (organization_id);
CREATE INDEX reports_paragraph_organizations_paragraph_id_175c7861 ON public.reports_paragraph_organizations USING btree (paragraph_id);
CREATE INDEX reports_paragraph_report_id_84458786 ON public.reports_paragraph USING btree (report_id);
CREATE INDEX reports_paragraph_session_id_cf5c944d ON public.reports_paragraph USING btree (session_id);
CREATE INDEX reports_paragraph_speaking_organization_id_89b43e1b ON public.reports_paragraph_speaking_organizations USING btree (organization_id);
CREATE INDEX reports_paragraph_speaking_organizations_paragraph_id_ad0dae34 ON public.reports_paragraph_speaking_organizations USING btree (paragraph_id);
CREATE INDEX reports_paragraph_themes_paragraph_id_60b7d358 ON public.reports_paragraph_themes USING btree (paragraph_id);
CREATE INDEX reports_paragraph_themes_theme_id_265b38de ON public.reports_paragraph_themes USING btree (theme_id);
CREATE INDEX reports_participation_person_id_d7f31e2a ON public.reports_participation USING btree (person_id);
CREATE INDEX reports_participation_report_id_8fd35de7 ON public.reports_participation USING btree (report_id);
CREATE INDEX reports_person_slug_641b08fd_like ON public.reports_person USING btree (slug varchar_pattern_ops);
CREATE INDEX reports_publicationdates_report_id_25725f6a ON public.reports_publicationdates USING btree (report_id);
CREATE INDEX reports_removedurl_report_id_7998b314 ON public.reports_removedurl USING btree (report_id);
CREATE INDEX reports_report_co_chairs_organization_id_65efe5df ON public.reports_report_co_chairs USING btree (organization_id);
CREATE INDEX reports_report_co_chairs_report_id_14566803 ON public.reports_report_co_chairs USING btree (report_id);
CREATE INDEX reports_report_slug_d2cb70be_like ON public.reports_report USING btree (slug varchar_pattern_ops);
CREATE INDEX reports_report_source_id_9b07fefe ON public.reports_report USING btree (source_id);
CREATE INDEX reports_session_anchor_cca4369a ON public.reports_session USING btree (anchor);
CREATE INDEX reports_session_anchor_cca4369a_like ON public.reports_session USING btree (anchor varchar_pattern_ops);
CREATE INDEX reports_session_report_id_642aaab2 ON public.reports_session USING btree (report_id);
CREATE INDEX reports_sourcedocument_report_id_1a6dbafc ON public.reports_sourcedocument USING btree (report_id);
CREATE INDEX reports_sourcepart_report_id_7059c75c ON public.reports_sourcepart USING btree (report_id);
CREATE INDEX reports_theme_broader_id_6f77fb33 ON public.reports_theme USING btree (broader_id);
CREATE INDEX reports_theme_label_89d21153_like ON public.reports_theme USING btree (label varchar_pattern_ops);
CREATE INDEX reports_theme_slug_ef905609_like ON public.reports_theme USING btree (slug varchar_pattern_ops);
CREATE INDEX search_indexchange_report_key_5f3ac204 ON public.search_indexchange USING btree (report_key);
CREATE UNIQUE INDEX unique_active_merge ON public.reports_mergerecord USING btree (entity_type, merged_key) WHERE (undone_at IS NULL);
CREATE UNIQUE INDEX unique_authenticator_type ON public.mfa_authenticator USING btree (user_id, type) WHERE ((type)::text = ANY ((ARRAY['totp'::character varying, 'recovery_codes'::character varying])::text[]));
CREATE UNIQUE INDEX unique_primary_email ON public.account_emailaddress USING btree (user_id, "primary") WHERE "primary";
CREATE UNIQUE INDEX unique_verified_email ON public.account_emailaddress USING btree (email) WHERE verified;
CREATE INDEX usersessions_usersession_session_key_fd35de43_like ON public.usersessions_usersession USING btree (session_key varchar_pattern_ops);
CREATE INDEX usersessions_usersession_user_id_af5e0a6d ON public.usersessions_usersession USING btree (user_id);
CREATE TRIGGER a_annex_stays_with_its_report AFTER UPDATE OF report_id ON public.reports_annex FOR EACH ROW EXECUTE FUNCTION public.a_annex_stays_with_its_report();
CREATE TRIGGER a_paragraph_stays_with_its_report AFTER UPDATE OF report_id ON public.reports_paragraph FOR EACH ROW EXECUTE FUNCTION public.a_paragraph_stays_with_its_report();
CREATE TRIGGER a_participation_stays_with_its_report AFTER UPDATE OF report_id ON public.reports_participation FOR EACH ROW EXECUTE FUNCTION public.a_participation_stays_with_its_report();
CREATE TRIGGER a_session_stays_with_its_report AFTER UPDATE OF report_id ON public.reports_session FOR EACH ROW EXECUTE FUNCTION public.a_session_stays_with_its_report();
CREATE TRIGGER annex_within_one_report AFTER INSERT OR UPDATE OF named_in_id, session_id ON public.reports_annex FOR EACH ROW EXECUTE FUNCTION public.annex_within_one_report();
CREATE TRIGGER audit_log_is_append_only AFTER DELETE OR UPDATE ON public.audit_auditentry FOR EACH ROW EXECUTE FUNCTION public.audit_log_is_append_only();
CREATE TRIGGER audit_log_is_append_only_truncate BEFORE TRUNCATE ON public.audit_auditentry FOR EACH STATEMENT EXECUTE FUNCTION public.audit_log_is_append_only();
CREATE TRIGGER child_follows_parent AFTER INSERT OR UPDATE OF parent_id, "position" ON public.recommendations_recommendation FOR EACH ROW EXECUTE FUNCTION public.child_follows_parent();
CREATE TRIGGER child_has_report_and_level_of_parent AFTER INSERT OR UPDATE OF parent_id, report_id, level ON public.recommendations_recommendation FOR EACH ROW EXECUTE FUNCTION public.child_has_report_and_level_of_parent();
CREATE TRIGGER children_take_level_of_parent AFTER UPDATE OF report_id, level ON public.recommendations_recommendation FOR EACH ROW EXECUTE FUNCTION public.children_take_level_of_parent();
CREATE TRIGGER contribution_within_one_report AFTER INSERT OR UPDATE OF paragraph_id, participation_id ON public.reports_contribution FOR EACH ROW EXECUTE FUNCTION public.contribution_within_one_report();
CREATE TRIGGER paragraph_has_report_of_session AFTER INSERT OR UPDATE OF report_id, session_id ON public.reports_paragraph FOR EACH ROW EXECUTE FUNCTION public.paragraph_has_report_of_session();
CREATE TRIGGER paragraph_with_speaker_is_named AFTER UPDATE OF voice ON public.reports_paragraph FOR EACH ROW EXECUTE FUNCTION public.paragraph_with_speaker_is_named();
CREATE TRIGGER recommendation_has_report_of_paragraph AFTER INSERT OR UPDATE OF paragraph_id, report_id ON public.recommendations_recommendation FOR EACH ROW EXECUTE FUNCTION public.recommendation_has_report_of_paragraph();
CREATE TRIGGER revision_is_immutable AFTER UPDATE OF report_id, number, base_number, restored_from, created_at, by_name, action, comment, content, sha256, names ON public.content_revision FOR EACH ROW EXECUTE FUNCTION public.revision_is_immutable();
CREATE TRIGGER source_document_is_immutable AFTER UPDATE ON public.reports_sourcedocument FOR EACH ROW EXECUTE FUNCTION public.source_document_is_immutable();
CREATE TRIGGER speaker_only_in_named_voice AFTER INSERT OR UPDATE OF paragraph_id ON public.reports_contribution FOR EACH ROW EXECUTE FUNCTION public.speaker_only_in_named_voice();
ALTER TABLE ONLY public.account_emailaddress
    ADD CONSTRAINT account_emailaddress_user_id_2c513194_fk_auth_user_id FOREIGN KEY (user_id) REFERENCES public.auth_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.account_emailconfirmation
    ADD CONSTRAINT account_emailconfirm_email_address_id_5b7f8c58_fk_account_e FOREIGN KEY (email_address_id) REFERENCES public.account_emailaddress(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.accounts_unsavedform
    ADD CONSTRAINT accounts_unsavedform_account_id_53343bf1_fk_auth_user_id FOREIGN KEY (account_id) REFERENCES public.auth_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.auth_group_permissions
    ADD CONSTRAINT auth_group_permissio_permission_id_84c5c92e_fk_auth_perm FOREIGN KEY (permission_id) REFERENCES public.auth_permission(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.auth_group_permissions
    ADD CONSTRAINT auth_group_permissions_group_id_b120cbf9_fk_auth_group_id FOREIGN KEY (group_id) REFERENCES public.auth_group(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.auth_permission
    ADD CONSTRAINT auth_permission_content_type_id_2f476e4b_fk_django_co FOREIGN KEY (content_type_id) REFERENCES public.django_content_type(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.auth_user_groups
    ADD CONSTRAINT auth_user_groups_group_id_97559544_fk_auth_group_id FOREIGN KEY (group_id) REFERENCES public.auth_group(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.auth_user_groups
    ADD CONSTRAINT auth_user_groups_user_id_6a12ed8b_fk_auth_user_id FOREIGN KEY (user_id) REFERENCES public.auth_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.auth_user_user_permissions
    ADD CONSTRAINT auth_user_user_permi_permission_id_1fbb5f2c_fk_auth_perm FOREIGN KEY (permission_id) REFERENCES public.auth_permission(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.auth_user_user_permissions
    ADD CONSTRAINT auth_user_user_permissions_user_id_a95ead1b_fk_auth_user_id FOREIGN KEY (user_id) REFERENCES public.auth_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.content_presence
    ADD CONSTRAINT content_presence_account_id_a758a7b6_fk_auth_user_id FOREIGN KEY (account_id) REFERENCES public.auth_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.content_presence
    ADD CONSTRAINT content_presence_report_id_e5cf5810_fk_reports_report_id FOREIGN KEY (report_id) REFERENCES public.reports_report(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.content_revision
    ADD CONSTRAINT content_revision_by_id_41cf0c3d_fk_auth_user_id FOREIGN KEY (by_id) REFERENCES public.auth_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.content_revision
    ADD CONSTRAINT content_revision_report_id_06f3e22b_fk_reports_report_id FOREIGN KEY (report_id) REFERENCES public.reports_report(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.django_admin_log
    ADD CONSTRAINT django_admin_log_content_type_id_c4bce8eb_fk_django_co FOREIGN KEY (content_type_id) REFERENCES public.django_content_type(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.django_admin_log
    ADD CONSTRAINT django_admin_log_user_id_c564eba6_fk_auth_user_id FOREIGN KEY (user_id) REFERENCES public.auth_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.mfa_authenticator
    ADD CONSTRAINT mfa_authenticator_user_id_0c3a50c0_fk_auth_user_id FOREIGN KEY (user_id) REFERENCES public.auth_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.recommendations_involvement
    ADD CONSTRAINT recommendations_invo_organization_id_cf822b73_fk_reports_o FOREIGN KEY (organization_id) REFERENCES public.reports_organization(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.recommendations_involvement
    ADD CONSTRAINT recommendations_invo_recommendation_id_07a3e667_fk_recommend FOREIGN KEY (recommendation_id) REFERENCES public.recommendations_recommendation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.recommendations_recommendation_instruments
    ADD CONSTRAINT recommendations_reco_instrument_id_3dbdbc20_fk_reports_i FOREIGN KEY (instrument_id) REFERENCES public.reports_instrument(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.recommendations_recommendation
    ADD CONSTRAINT recommendations_reco_paragraph_id_142a555c_fk_reports_p FOREIGN KEY (paragraph_id) REFERENCES public.reports_paragraph(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.recommendations_recommendation
    ADD CONSTRAINT recommendations_reco_parent_id_2942098d_fk_recommend FOREIGN KEY (parent_id) REFERENCES public.recommendations_recommendation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.recommendations_recommendation_themes
    ADD CONSTRAINT recommendations_reco_recommendation_id_0c233dd5_fk_recommend FOREIGN KEY (recommendation_id) REFERENCES public.recommendations_recommendation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.recommendations_recommendation_instruments
    ADD CONSTRAINT recommendations_reco_recommendation_id_b8ccb39c_fk_recommend FOREIGN KEY (recommendation_id) REFERENCES public.recommendations_recommendation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.recommendations_recommendation
    ADD CONSTRAINT recommendations_reco_report_id_34723576_fk_reports_r FOREIGN KEY (report_id) REFERENCES public.reports_report(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.recommendations_recommendation_themes
    ADD CONSTRAINT recommendations_reco_theme_id_c971b658_fk_reports_t FOREIGN KEY (theme_id) REFERENCES public.reports_theme(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.reports_affiliation
    ADD CONSTRAINT reports_affiliation_organization_id_870a4476_fk_reports_o FOREIGN KEY (organization_id) REFERENCES public.reports_organization(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.reports_affiliation
    ADD CONSTRAINT reports_affiliation_participation_id_54ce220b_fk_reports_p FOREIGN KEY (participation_id) REFERENCES public.reports_participation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.reports_annex
    ADD CONSTRAINT reports_annex_named_in_id_99882c9f_fk_reports_paragraph_id FOREIGN KEY (named_in_id) REFERENCES public.reports_paragraph(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.reports_annex
    ADD CONSTRAINT reports_annex_report_id_3261e6e3_fk_reports_report_id FOREIGN KEY (report_id) REFERENCES public.reports_report(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.reports_annex
    ADD CONSTRAINT reports_annex_session_id_7f77708d_fk_reports_session_id FOREIGN KEY (session_id) REFERENCES public.reports_session(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.reports_contribution
    ADD CONSTRAINT reports_contribution_paragraph_id_128e4d81_fk_reports_p FOREIGN KEY (paragraph_id) REFERENCES public.reports_paragraph(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.reports_contribution
    ADD CONSTRAINT reports_contribution_participation_id_c1d34fe3_fk_reports_p FOREIGN KEY (participation_id) REFERENCES public.reports_participation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.reports_importnote
    ADD CONSTRAINT reports_importnote_document_id_2fe9ab84_fk_reports_s FOREIGN KEY (document_id) REFERENCES public.reports_sourcedocument(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.reports_instrument
    ADD CONSTRAINT reports_instrument_adopted_by_id_f48c5dfc_fk_reports_o FOREIGN KEY (adopted_by_id) REFERENCES public.reports_organization(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.reports_organization
    ADD CONSTRAINT reports_organization_part_of_id_935bfc0e_fk_reports_o FOREIGN KEY (part_of_id) REFERENCES public.reports_organization(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.reports_paragraph_instruments
    ADD CONSTRAINT reports_paragraph_in_instrument_id_ca27c68c_fk_reports_i FOREIGN KEY (instrument_id) REFERENCES public.reports_instrument(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.reports_paragraph_instruments
    ADD CONSTRAINT reports_paragraph_in_paragraph_id_fbdc4b97_fk_reports_p FOREIGN KEY (paragraph_id) REFERENCES public.reports_paragraph(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.reports_paragraph_organizations
    ADD CONSTRAINT reports_paragraph_or_organization_id_7b427d09_fk_reports_o FOREIGN KEY (organization_id) REFERENCES public.reports_organization(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.reports_paragraph_organizations
    ADD CONSTRAINT reports_paragraph_or_paragraph_id_175c7861_fk_reports_p FOREIGN KEY (paragraph_id) REFERENCES public.reports_paragraph(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.reports_paragraph
    ADD CONSTRAINT reports_paragraph_report_id_84458786_fk_reports_report_id FOREIGN KEY (report_id) REFERENCES public.reports_report(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.reports_paragraph
    ADD CONSTRAINT reports_paragraph_session_id_cf5c944d_fk_reports_session_id FOREIGN KEY (session_id) REFERENCES public.reports_session(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.reports_paragraph_speaking_organizations
    ADD CONSTRAINT reports_paragraph_sp_organization_id_89b43e1b_fk_reports_o FOREIGN KEY (organization_id) REFERENCES public.reports_organization(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.reports_paragraph_speaking_organizations
    ADD CONSTRAINT reports_paragraph_sp_paragraph_id_ad0dae34_fk_reports_p FOREIGN KEY (paragraph_id) REFERENCES public.reports_paragraph(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.reports_paragraph_themes
    ADD CONSTRAINT reports_paragraph_th_paragraph_id_60b7d358_fk_reports_p FOREIGN KEY (paragraph_id) REFERENCES public.reports_paragraph(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.reports_paragraph_themes
    ADD CONSTRAINT reports_paragraph_themes_theme_id_265b38de_fk_reports_theme_id FOREIGN KEY (theme_id) REFERENCES public.reports_theme(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.reports_participation
    ADD CONSTRAINT reports_participation_person_id_d7f31e2a_fk_reports_person_id FOREIGN KEY (person_id) REFERENCES public.reports_person(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.reports_participation
    ADD CONSTRAINT reports_participation_report_id_8fd35de7_fk_reports_report_id FOREIGN KEY (report_id) REFERENCES public.reports_report(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.reports_proposedsource
    ADD CONSTRAINT reports_proposedsource_report_id_72f71a89_fk_reports_report_id FOREIGN KEY (report_id) REFERENCES public.reports_report(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.reports_publicationdates
    ADD CONSTRAINT reports_publicationd_report_id_25725f6a_fk_reports_r FOREIGN KEY (report_id) REFERENCES public.reports_report(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.reports_removedurl
    ADD CONSTRAINT reports_removedurl_report_id_7998b314_fk_reports_report_id FOREIGN KEY (report_id) REFERENCES public.reports_report(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.reports_report_co_chairs
    ADD CONSTRAINT reports_report_co_ch_organization_id_65efe5df_fk_reports_o FOREIGN KEY (organization_id) REFERENCES public.reports_organization(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.reports_report_co_chairs
    ADD CONSTRAINT reports_report_co_ch_report_id_14566803_fk_reports_r FOREIGN KEY (report_id) REFERENCES public.reports_report(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.reports_report
    ADD CONSTRAINT reports_report_next_of_id_10715fb0_fk_reports_report_id FOREIGN KEY (next_of_id) REFERENCES public.reports_report(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.reports_report
    ADD CONSTRAINT reports_report_source_id_9b07fefe_fk_reports_sourcedocument_id FOREIGN KEY (source_id) REFERENCES public.reports_sourcedocument(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.reports_session
    ADD CONSTRAINT reports_session_report_id_642aaab2_fk_reports_report_id FOREIGN KEY (report_id) REFERENCES public.reports_report(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.reports_sourcedocument
    ADD CONSTRAINT reports_sourcedocument_report_id_1a6dbafc_fk_reports_report_id FOREIGN KEY (report_id) REFERENCES public.reports_report(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.reports_sourcepart
    ADD CONSTRAINT reports_sourcepart_report_id_7059c75c_fk_reports_report_id FOREIGN KEY (report_id) REFERENCES public.reports_report(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.reports_theme
    ADD CONSTRAINT reports_theme_broader_id_6f77fb33_fk_reports_theme_id FOREIGN KEY (broader_id) REFERENCES public.reports_theme(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.usersessions_usersession
    ADD CONSTRAINT usersessions_usersession_user_id_af5e0a6d_fk_auth_user_id FOREIGN KEY (user_id) REFERENCES public.auth_user(id) DEFERRABLE INITIALLY DEFERRED;
