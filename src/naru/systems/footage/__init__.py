"""CCTV footage becomes masked clips, tracks, trade-area figures, park events, and training sets that are released and withdrawn.

core/      pure: tables in, tables out; runs without Django on an edge box or a Spark executor
adapters/  the outside world: video files, models, camera files
pipeline/  the stages in their order, each keyed by what goes into it; where their tables lie

sets/      training sets: clips and labels through five stages, released as datasets, withdrawn with all that came of them

models.py     cameras and their versions, runs, clips, events, summaries; sets, labellings, releases, withdrawals
storage.py    originals (sealed), the pipeline's store, pictures
reads.py      cameras, figures, runs, clips and events as their people see them
recording.py  a run carried out: the pipeline, then pictures, then rows
retention.py  originals destroyed once their time is over, with a certificate
publishing.py a site's open figures as a dataset, with lineage to clips
actions.py    set up a camera, bring clips, review an event, withdraw a clip, open figures
site_view.py counts_view.py  figures made ready for their pages; report_view.py progress and figures on a terminal
facts.py      what footage counts, as of any instant
refs.py       cameras, clips and events as others name them
verbs.py      what footage says in the trail
refusals.py   what a person is told; each room of the core declares its own beside
pages.py commands.py event_commands.py command_options.py jobs.py    the doors

*Words.* A *site* is a place of the city; a *camera* looks at it; a *clip* is one file of it. A *picture* of a clip is a *frame*, numbered
from 0 in the order shown. A *detection* is a box in one frame; a *track* is one person or vehicle over frames; a *zone* is an area
or a shop of the frame, a *line* is crossed. A *visit* is a track's stay in a zone, a *crossing* its passing of a line, a *flow* its
way from zone to zone; an *event* is what a rule finds. A *label* is a box with a class; a *labelling* is one person's, or one program's,
labels of a clip; a *set* is clips with labels that are to be released together, a *release* is a set as it was handed out.

*Theory of operation.* Every stage takes tables and answers a table whose schema is in ``core/tables.py``. Its result is kept
under the hash of its inputs and its configuration: a rerun does only what changed, and whatever is killed starts again where it stood.
"""
