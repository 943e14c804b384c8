"""Street scenes that nobody was filmed for: CCTV clips rendered from a script, with exact truth.

values.py       a scene as values: what stands, who walks where, what happens
optics.py       the camera: a pinhole over a flat ground, metres ↔ pixels
routes.py       where somebody is at an instant: a way in metres and seconds
pen.py          polygons, strokes and discs drawn smoothly, and which pixel belongs to whom
people.py       a walking, standing or sitting person
riders.py       bicycles, motorcycles and kickboards, with who rides or pushes them
vehicles.py     cars, buses and trucks
objects.py      tents, fires, fishing rods, bottles, what gets damaged
backdrop.py     the still picture: ground, walls, shops with dummies, trees, pillars, benches
weather.py      night, rain, shake, the sensor's noise
render.py       a scene → its pictures, and what is seen of whom in each
truth.py        the same scene → the tables that a perfect pipeline would find
video.py        pictures → an H.264 file
crowds.py       people by the dozen, from a seed
trade_areas.py  the six trade areas: markets, stations, a ball park on the day of a game
parks.py        the five parks, and the six acts that are not allowed there
sites.py        the eleven sites together
camera_file.py  the camera file of a scene
write.py        ``python -m samples.scenes.write FOLDER``: clips, camera files and truth
cameras/        the eleven sites' camera files, written by ``camera_file.py``

Everything is measured in metres on the ground and seconds from the clip's begin; pixels follow from the camera. The same seed makes
the same pictures.
"""
