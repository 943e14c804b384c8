"""What people try in a SQL box in order to get out of it, and what would burst it.

``{secret}`` is a file they may not read, ``{own}`` the file of the table that is mounted, ``{out}`` a folder they may not
write, ``{port}`` a port of this machine that notes who knocks. Every escape is either refused or answers nothing secret.
"""

FILES_READ = """
select * from read_text('{secret}')
select * from read_blob('{secret}')
select * from read_csv('{secret}')
select * from read_csv_auto('{secret}')
select * from read_csv(['{secret}'], header=false, columns={'a': 'VARCHAR'})
select * from read_single_csv_file('{secret}')
select * from read_json('{secret}')
select * from read_json_auto('{secret}')
select * from read_json_objects('{secret}')
select * from read_ndjson('{secret}')
select * from read_ndjson_objects('{secret}')
select * from read_parquet('{secret}')
select * from parquet_scan('{secret}')
select * from read_parquet('{own}')
select * from read_single_parquet_file('{own}')
select * from read_duckdb('{secret}')
select * from '{secret}'
select * from "{secret}"
select * from '{own}'
select * from main."{own}"
select * from '/etc/passwd'
select * from '/proc/self/environ'
select * from '/proc/self/cmdline'
select * from '/proc/self/maps'
select * from read_text('/proc/self/environ')
select * from read_text('/proc/self/fd/3')
select * from read_text('/proc/1/environ')
select * from read_blob('/proc/self/mem')
select * from read_text('/dev/stdin')
select * from read_csv('/dev/fd/0')
select * from read_text('file://{secret}')
select * from read_text('file:{secret}')
select * from read_text('../../../../../../../../etc/passwd')
select * from read_text('~/.ssh/id_rsa')
select * from read_csv('/sys/class/net/*/address')
select * from glob('/*')
select * from glob('{out}/*')
select * from glob(['/etc/*', '/home/*'])
select * from glob('/proc/self/fd/*')
select * from sniff_csv('{secret}')
select * from parquet_metadata('{own}')
select * from parquet_schema('{own}')
select * from parquet_file_metadata('{own}')
select * from parquet_kv_metadata('{own}')
select * from parquet_full_metadata('{own}')
select * from parquet_bloom_probe('{own}', 'a', 1)
select * from (from read_text('{secret}')) t
with t as (select * from read_text('{secret}')) select * from t
with recursive t as (select content from read_text('{secret}') union all select content from t) select * from t
select (select content from read_text('{secret}'))
select 1 where exists (from read_text('{secret}'))
select * from 주차장, lateral (select * from read_text('{secret}')) x
select * from 주차장 join read_text('{secret}') x on true
select unnest((select list(content) from read_text('{secret}')))
select list_transform([1], lambda x: (select content from read_text('{secret}')))
select * from 주차장 semi join read_text('{secret}') x on true
select * from (values (1)) v union all select 1 from read_text('{secret}')
from read_text('{secret}') select content
select count(*) filter (where (select count(*) from read_text('{secret}')) > 0) from 주차장
select * from 주차장 order by (select content from read_text('{secret}'))
select * from 주차장 limit (select length(content) from read_text('{secret}'))
select 구 from 주차장 group by all having (select count(*) from read_text('{secret}')) > 0
select * from 주차장 qualify row_number() over (order by (select content from read_text('{secret}'))) = 1
pivot (select * from read_text('{secret}')) on filename in ('x') using count(*)
unpivot (select * from read_text('{secret}')) on content
select columns(*) from read_text('{secret}')
select * exclude (filename) from read_text('{secret}')
select /* 주차장 */ * from read_text('{secret}') -- 주차장
select * from READ_TEXT('{secret}')
select * from "read_text"('{secret}')
select * from main.read_text('{secret}')
select * from system.main.read_text('{secret}')
select * from read_text(concat('{secret}', ''))
select * from read_text(filename := '{secret}')
select * from query('select * from read_text(''{secret}'')')
select * from query_table('duckdb_settings')
select * from query_table(['{secret}'])
select * from json_execute_serialized_sql(json_serialize_sql('select * from read_text(''{secret}'')'))
select json_execute_serialized_sql('{}')
select json_serialize_plan('select 1')
select * from seq_scan('주차장')
select * from arrow_scan(1, 2, 3)
select * from pandas_scan(1)
select * from python_map_function(1)
select * from python_arrow_scan(1)
""".strip().splitlines()

FILES_WRITTEN = """
copy 주차장 to '{out}/a.csv'
copy (select 1) to '{out}/a.parquet' (format parquet)
copy (select 1) to '/proc/self/fd/1'
copy 주차장 from '{secret}'
export database '{out}/dump'
import database '{out}/dump'
create table t as select 1
create or replace view 주차장 as select 1
create temp table t (a int)
create macro f(a) as table select * from read_text(a)
create function f() as (select 1)
create secret s (type s3, key_id 'a', secret 'b')
create persistent secret s (type http, bearer_token 'x')
create schema x
create sequence s
create type t as enum ('a')
create index i on 주차장 (구)
insert into 주차장 values (1)
update 주차장 set 구 = 'x'
delete from 주차장
merge into 주차장 using 주차장 x on true when matched then delete
truncate 주차장
drop view 주차장
alter view 주차장 rename to x
comment on view 주차장 is 'x'
vacuum
analyze
checkpoint
force checkpoint
select * from force_checkpoint()
select * from enable_logging(storage='file', storage_path='{out}')
select * from enable_logging()
select write_log('x', log_type := 'a')
with t as (delete from 주차장 returning *) select * from t
with t as (insert into 주차장 values (1) returning *) select * from t
select 1 into outfile '{out}/a'
begin transaction
commit
attach '{out}/x.duckdb' as x
attach '{secret}' as x (read_only)
attach ':memory:' as x
attach 'postgres:host=127.0.0.1' as pg (type postgres)
detach memory
use system
""".strip().splitlines()

SETTINGS = """
set threads = 64
set memory_limit = '100GB'
set enable_external_access = true
set lock_configuration = false
set allowed_directories = ['/']
set allowed_paths = ['{secret}']
set global temp_directory = '{out}'
set extension_directory = '{out}'
set home_directory = '{out}'
set secret_directory = '{out}'
set python_enable_replacements = true
set variable x = 1
set session search_path = 'ascii'
reset threads
reset enable_external_access
pragma enable_profiling
pragma profiling_output = '{out}/p.json'
pragma database_list
pragma show_tables
pragma table_info('주차장')
pragma version
pragma threads = 64
pragma add_parquet_key('a', '0123456789112345')
pragma enable_verification
install httpfs
install 'httpfs' from '{out}'
force install spatial
load httpfs
load '{secret}'
update extensions
call pragma_version()
call duckdb_settings()
call force_checkpoint()
prepare p as select 1
execute p
deallocate p
explain select 1
explain analyze select * from 주차장
describe 남의표
describe '{secret}'
describe select * from read_text('{secret}')
describe select * from duckdb_settings()
describe information_schema.tables
describe (from (show tables))
summarize 남의표
summarize '{secret}'
summarize select * from read_text('{secret}')
summarize select getenv('NARU_SECRET_KEY')
summarize (describe select * from duckdb_secrets())
show 주차장
show main.주차장
show tables
show all tables
show databases
from (describe 주차장) union all from (describe duckdb_tables)
from (summarize select * from duckdb_settings())
from (show tables)
""".strip().splitlines()

LEAKS = """
select * from duckdb_settings()
select * from duckdb_settings
select * from duckdb_views()
select sql from duckdb_views() where not internal
select * from duckdb_tables()
select * from duckdb_columns()
select * from duckdb_databases()
select * from duckdb_secrets()
select * from duckdb_secrets(redact := false)
select * from duckdb_extensions()
select * from duckdb_functions()
select * from duckdb_logs
select * from duckdb_logs()
select * from duckdb_logs_parsed('FileSystem')
select * from duckdb_memory()
select * from duckdb_temporary_files()
select * from duckdb_external_file_cache()
select * from duckdb_variables()
select * from duckdb_prepared_statements()
select * from duckdb_connection_count()
select * from pragma_database_size()
select * from pragma_table_info('주차장')
select * from pragma_storage_info('주차장')
select * from pragma_user_agent()
select * from pragma_platform()
select * from information_schema.tables
select * from information_schema.views
select * from information_schema.columns
select * from pg_catalog.pg_views
select * from pg_views
select * from pg_settings
select * from pg_catalog.pg_settings
select * from sqlite_master
select * from sqlite_schema
select * from system.information_schema.tables
select * from system.main.duckdb_views
select * from temp.information_schema.tables
select * from memory.information_schema.tables
select current_setting('allowed_paths')
select current_setting('home_directory')
select current_setting('temp_directory')
select getenv('HOME')
select getenv('NARU_SECRET_KEY')
select getvariable('x')
select current_query()
select pg_get_viewdef(1)
select which_secret('a', 'b')
select * from which_secret('a', 'http')
select nextval('s')
select current_schemas(true)
select in_search_path('memory', 'main')
with duckdb_views as (select 1) select * from duckdb_views
with x as (with duckdb_settings as (select 1) select 1) select * from duckdb_settings
with pg_views as (select 1 as a) select * from (select * from pg_views) p
select 'duckdb_settings'.query_table()
select * from test_all_types()
select * from summary((select * from 주차장))
select * from icu_calendar_names()
select * from pg_timezone_names()
""".strip().splitlines()

NETWORK = """
select * from read_text('http://127.0.0.1:{port}/x')
select * from read_csv('https://127.0.0.1:{port}/x.csv')
select * from 'http://127.0.0.1:{port}/x.parquet'
select * from read_parquet('s3://bucket/x.parquet')
select * from read_parquet('gcs://bucket/x.parquet')
select * from read_parquet('hf://datasets/a/b.parquet')
select * from read_json('http://169.254.169.254/latest/meta-data/')
select * from read_blob('http://[::1]:{port}/')
select * from delta_scan('http://127.0.0.1:{port}/')
select * from iceberg_scan('s3://x')
select * from postgres_scan('host=127.0.0.1', 'public', 't')
select * from sqlite_scan('{secret}', 't')
select * from mysql_query('x', 'select 1')
select * from st_read('{secret}')
select * from read_xlsx('{secret}')
select * from read_avro('{secret}')
select * from register_external_resource('a', 'b')
""".strip().splitlines()

SEVERAL = [
    "select 1; select 2",
    "select 1; drop view 주차장",
    "select 1;\n-- x\nset threads = 9",
    "; select 1; select 2;",
    "select 1 /* ; */ ; copy (select 1) to '{out}/x'",
    "select ';'; attach ':memory:' as x",
    "select 1; select * from read_text('{secret}')",
    "",
    "   ",
    "-- only a comment",
    "/* unfinished",
    ";",
    ";;;",
    "select $1",
    "select ?",
    "select $name",
    "pivot 주차장 on 구",
    "select * from 주차장; --",
    "\0select 1",
    "select 1\0; drop view 주차장",
    "select 'a\0b'",
    'select * from ascii.".."',
    "select * from 다른표",
    "select * from memory.main.다른표",
    "select * from 주차장 at (version => 1)",
    "values (getenv('HOME'))",
    "table duckdb_settings",
    "from duckdb_settings",
    "select U&'\\0041', * from read_text('{secret}')",
    "ｓｅｌｅｃｔ * from read_text('{secret}')",
    "select\u200b * from read_text('{secret}')",
    "SELECT * FROM 주차장 WHERE 구 = '' OR 1 = 1 UNION SELECT content, 1, 1 FROM read_text('{secret}')",
]

ESCAPES = [*FILES_READ, *FILES_WRITTEN, *SETTINGS, *LEAKS, *NETWORK, *SEVERAL]

# Each of these would run for hours or fill a machine; none may outlive its limit by a second.
BOMBS = [
    "select count(*) from range(100000000000) a, range(1000) b",
    "select sum(a.range * b.range) from range(10000000000) a, range(10000000000) b",
    "select count(*) from 주차장 a, 주차장 b, 주차장 c, 주차장 d, 주차장 e, 주차장 f, range(1000000000) g",
    "select repeat('x', 4000000000)",
    "select list(range) from range(100000000000)",
    "select string_agg(repeat('x', 1000), '') from range(100000000)",
    "select array_agg(repeat('x', 10000)) from range(10000000)",
    "select * from range(100000000000) order by random()",
    "select * from range(100000000) a order by hash(range) desc",
    "select distinct md5(range::varchar) from range(1000000000)",
    "select range, count(*) from range(10000000000) group by 1",
    "with recursive t as (select 1 as n union all select n + 1 from t) select count(*) from t",
    "with recursive t as (select 'x' as s union all select s || s from t) select max(length(s)) from t",
    "with recursive t as (select 1 as n union all select n from t, range(1000)) select count(*) from t",
    "select generate_series(1, 100000000000)",
    "select unnest(range(1, 10000000000))",
    "select list_sort(range(2000000000))",
    "select list_reduce(range(1000000000), lambda a, b: a + b)",
    "select list_transform(range(100000000), lambda x: repeat('x', x::int))",
    "select sum(length(list_transform(range(1, 1000000), lambda x: range(x))::varchar)) from range(1000)",
    "select regexp_matches(repeat('a', 100000) || 'b', '(a*)*c') from range(1000000)",
    "select levenshtein(repeat('a', 100000), repeat('b', 100000))",
    "select jaccard(repeat('ab', 10000000), repeat('ba', 10000000)) from range(100000)",
    "select sha256(repeat('x', 1000000) || range) from range(10000000)",
    "select json_object('a', repeat('x', 100000000), 'b', repeat('y', 1000000000))",
    "select max(x) from (select sum(random()) over (order by random()) x from range(1000000000))",
    "select median(random()) from range(10000000000)",
    "select quantile_cont(range, 0.5) over (rows between 1000000 preceding and current row) from range(100000000)",
    "select count(distinct a.range * b.range) from range(1000000) a, range(1000000) b",
    "select format('{:>1000000000}', range) from range(100)",
    "select lpad('x', 2000000000, 'y') || lpad('x', 2000000000, 'z')",
    "select printf('%999999999d', 1) from range(1000)",
    "select " + "(" * 20_000 + "1" + ")" * 20_000,
    "select " + "-" * 1 + "(-" * 9_000 + "1" + ")" * 9_000,
    "select " + " + ".join(["1"] * 12_000),
    "select " + "case when true then " * 2_000 + "1" + " end" * 2_000,
    " union all ".join(["select 1"] * 3_000),
    "select * from " + "(select * from " * 900 + "range(10)" + ")" * 900,
    "with " + ", ".join(f"t{n + 1} as (select * from t{n}, t{n} x)" for n in range(1, 40)).replace("from t1,", "from range(9) t1,").replace("t1 x)", "range(9) x)", 1) + " select count(*) from t40",
    "select " + ", ".join(f"sum(range + {n}) over (order by range)" for n in range(300)) + " from range(100000000)",
]  # fmt: skip
