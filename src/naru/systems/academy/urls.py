"""Addresses of the academy."""

from django.urls import URLPattern, path

from naru.systems.academy.pages import certificates, courses, jobs, practice

app_name = "academy"
urlpatterns: list[URLPattern] = [
    path("academy/", courses.home, name="home"),
    path("academy/mine/", courses.mine, name="mine"),
    path("academy/report/", courses.report, name="report"),
    path("academy/courses/<str:course_id>/", courses.course, name="course"),
    path("academy/cohorts/<str:cohort_id>/", courses.cohort, name="cohort"),
    path("academy/cohorts/<str:cohort_id>/apply/", courses.apply, name="apply"),
    path("academy/cohorts/<str:cohort_id>/office/", courses.office, name="office"),
    path("academy/cohorts/<str:cohort_id>/select/", courses.select, name="select"),
    path("academy/cohorts/<str:cohort_id>/finish/", courses.finish, name="finish"),
    path("academy/cohorts/<str:cohort_id>/sessions/", courses.add_session, name="add_session"),
    path("academy/applications/<str:case_id>/", courses.application, name="application"),
    path("academy/applications/<str:case_id>/file/", courses.file, name="file"),
    path("academy/applications/<str:case_id>/withdraw/", courses.withdraw, name="withdraw"),
    path("academy/enrolments/<str:enrolment_id>/", courses.enrolment, name="enrolment"),
    path("academy/enrolments/<str:enrolment_id>/seat/", courses.take_seat, name="take_seat"),
    path("academy/enrolments/<str:enrolment_id>/leave/", courses.leave, name="leave"),
    path("academy/enrolments/<str:enrolment_id>/judge/", courses.judge, name="judge"),
    path("academy/enrolments/<str:enrolment_id>/certificate/", courses.issue, name="issue"),
    path("academy/sessions/<str:session_id>/code/", courses.session_code, name="session_code"),
    path("academy/sessions/<str:session_id>/attend/", courses.attend, name="attend"),
    path("academy/sessions/<str:session_id>/correct/", courses.correct, name="correct"),
    path("academy/exercises/", practice.exercises, name="exercises"),
    path("academy/exercises/<str:slug>/", practice.exercise, name="exercise"),
    path("academy/exercises/<str:slug>/run/", practice.try_out, name="try_out"),
    path("academy/exercises/<str:slug>/hand-in/", practice.hand_in, name="hand_in"),
    path("academy/certificates/check/", certificates.check, name="check"),
    path("academy/certificates/<str:number>/", certificates.certificate, name="certificate"),
    path("academy/certificates/<str:number>/badge.json", certificates.badge, name="badge"),
    path("academy/certificates/<str:number>/revoke/", certificates.revoke, name="revoke"),
    path("academy/status-list/", certificates.status_list, name="status_list"),
    path("academy/jobs/", jobs.postings, name="postings"),
    path("academy/jobs/new/", jobs.new_posting, name="new_posting"),
    path("academy/jobs/<str:posting_id>/", jobs.posting, name="posting"),
    path("academy/jobs/<str:posting_id>/close/", jobs.close_posting, name="close_posting"),
    path("academy/jobs/<str:posting_id>/consent/", jobs.consent, name="consent"),
    path("academy/referrals/<str:referral_id>/withdraw/", jobs.withdraw_consent, name="withdraw_consent"),
    path("academy/referrals/<str:referral_id>/send/", jobs.send, name="send"),
    path("academy/referrals/<str:referral_id>/move/", jobs.move, name="move"),
]
