"""Addresses of paid work."""

from django.urls import URLPattern, path

from naru.systems.work.pages import desk, jobs, office, people

app_name = "work"
urlpatterns: list[URLPattern] = [
    path("work/", jobs.home, name="home"),
    path("work/mine/", people.mine, name="mine"),
    path("work/new/", office.new, name="new"),
    path("work/pay/", office.pay_due, name="pay_due"),
    path("work/jobs/<str:job_id>/", jobs.job, name="job"),
    path("work/jobs/<str:job_id>/ask/", people.ask, name="ask"),
    path("work/jobs/<str:job_id>/take/", desk.take, name="take"),
    path("work/jobs/<str:job_id>/training/", desk.training, name="training"),
    path("work/jobs/<str:job_id>/training/save/", desk.save_training, name="save_training"),
    path("work/jobs/<str:job_id>/training/finish/", desk.finish_training, name="finish_training"),
    path("work/jobs/<str:job_id>/images/<str:sha256>/", desk.image, name="image"),
    path("work/jobs/<str:job_id>/office/", office.office, name="office"),
    path("work/jobs/<str:job_id>/tasks/", office.add_tasks, name="add_tasks"),
    path("work/jobs/<str:job_id>/deposit/", office.deposit, name="deposit"),
    path("work/jobs/<str:job_id>/state/", office.change, name="change"),
    path("work/jobs/<str:job_id>/labels.jsonl", office.labels, name="labels"),
    path("work/contracts/<str:contract_id>/", people.contract, name="contract"),
    path("work/contracts/<str:contract_id>/offer/", people.offer, name="offer"),
    path("work/contracts/<str:contract_id>/sign/", people.sign, name="sign"),
    path("work/contracts/<str:contract_id>/decline/", people.decline, name="decline"),
    path("work/contracts/<str:contract_id>/end/", people.end, name="end"),
    path("work/assignments/<str:assignment_id>/", desk.assignment, name="assignment"),
    path("work/assignments/<str:assignment_id>/save/", desk.save, name="save"),
    path("work/assignments/<str:assignment_id>/hand-in/", desk.hand_in, name="hand_in"),
    path("work/assignments/<str:assignment_id>/give-back/", desk.give_back, name="give_back"),
    path("work/assignments/<str:assignment_id>/check/", office.check, name="check"),
    path("work/answers/<str:answer_id>/dispute/", desk.dispute, name="dispute"),
    path("work/disputes/<str:case_id>/decide/", office.decide_dispute, name="decide_dispute"),
    path("work/tasks/<str:task_id>/decide/", office.adjudicate, name="adjudicate"),
    path("work/alarms/<str:alarm_id>/answer/", office.answer_alarm, name="answer_alarm"),
    path("work/payouts/<str:payout_id>/", people.payout, name="payout"),
]
