"""Addresses of challenges."""

from django.urls import URLPattern, path

from naru.systems.challenges import pages

app_name = "challenges"
urlpatterns: list[URLPattern] = [
    path("challenges/", pages.challenges, name="challenges"),
    path("challenges/new/", pages.set_up, name="set_up"),
    path("challenges/fund/", pages.fund, name="fund"),
    path("challenges/submissions/<str:submission_id>/", pages.submission, name="submission"),
    path("challenges/submissions/<str:submission_id>/withdraw/", pages.withdraw, name="withdraw"),
    path("challenges/posts/<str:post_id>/hide/", pages.hide_post, name="hide_post"),
    path("challenges/<str:challenge_id>/", pages.challenge, name="challenge"),
    path("challenges/<str:challenge_id>/board/", pages.board, name="board"),
    path("challenges/<str:challenge_id>/data/<str:name>", pages.data_file, name="data"),
    path("challenges/<str:challenge_id>/opened/<str:name>", pages.opened_file, name="opened"),
    path("challenges/<str:challenge_id>/starter/<str:name>", pages.starter_file, name="starter"),
    path("challenges/<str:challenge_id>/team/", pages.team, name="team"),
    path("challenges/<str:challenge_id>/team/make/", pages.make_team, name="make_team"),
    path("challenges/<str:challenge_id>/team/join/", pages.join_team, name="join_team"),
    path("challenges/<str:challenge_id>/team/merge/", pages.merge_teams, name="merge_teams"),
    path("challenges/<str:challenge_id>/team/choose/", pages.choose, name="choose"),
    path("challenges/<str:challenge_id>/submit/", pages.submit, name="submit"),
    path("challenges/<str:challenge_id>/posts/", pages.post, name="post"),
    path("challenges/<str:challenge_id>/office/", pages.office, name="office"),
    path("challenges/<str:challenge_id>/launch/", pages.launch, name="launch"),
    path("challenges/<str:challenge_id>/close/", pages.close, name="close"),
    path("challenges/<str:challenge_id>/cancel/", pages.cancel, name="cancel"),
    path("challenges/<str:challenge_id>/open/", pages.open_truth, name="open_truth"),
    path("challenges/<str:challenge_id>/learnt/", pages.say_what_was_learnt, name="learnt"),
    path("challenges/<str:challenge_id>/places/<int:rank>/reproduce/", pages.reproduce, name="reproduce"),
    path("challenges/<str:challenge_id>/places/<int:rank>/pay/", pages.pay, name="pay"),
]
