"""Asked: rows, SQL in a sandbox, downloads and charts over what one may read.

core/values.py           what query answers with
core/rows.py             a question to one table's rows, as people write it
core/row_tables.py       the Ibis expressions that answer it
core/cells.py            values as people and programs expect them
core/downloads.py        rows as files
core/charts.py           which chart suits a table; core/chart_measures.py which number it is about;
                         core/column_families.py columns that are the steps of a scale
core/chart_address.py    a chart as an address
core/chart_tables.py     a chart's figures; core/chart_steps.py its steps of time; core/ordinal_values.py values with an
                         order of their own; core/chart_labels.py labels in both languages
core/places.py           where a table's rows lie; core/degrees.py plane coordinates as degrees
core/base_map.py         the ground under maps, and districts by name; core/choropleth.py tables by district as maps;
                         core/district_picture.py the same as a drawing
core/sandbox.py          one SELECT inside the limited child; core/guard.py which ones may run; core/spatial.py its
                         functions of geometries; core/sql_hints.py what one that does not read was meant to be
core/date_parts.py       parts of dates as columns; core/byte_ranges.py parts of files
metering.py              what leaves by the doors, counted
validators.py            what says that an answer has not changed; ranges.py finished files, read by their parts
core/answers.py          an SQL answer as columns that can be charted, mapped and downloaded
core/code_samples.py     ready code that asks the same; core/reference_words.py the API's reference in Korean

models.py        what people asked and the questions they share
reads.py         rows of tables one may read, one's own and shared queries
cancellation.py  running queries stopped by their asker
actions.py       ask in SQL, share what was asked
base_map.py      the areas that the installation brings along
living.py        what the home page shows of data
pictures.py      charts and maps of tables one may read
api_words.py     what the API's reference says in Korean
refusals.py      what asking may tell a person
templatetags/figures.py    figures, kinds of chart and frames in templates
commands.py api.py pages/    the doors
"""
