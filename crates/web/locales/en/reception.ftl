# Reception: what stands in the history.

field-reception-on = Reception day
field-receives = Official
field-announced-on = Announced on
field-representatives = Representatives
field-visit-said = Guidance or explanation
field-refusal-ground = Reason for not receiving
on-behalf-reception = Reception day
rule-per-visit = per visit
act-reception-scheduled = Reception day set
act-reception-changed = Reception day changed
act-reception-cancelled = Reception day called off
act-reception-held = Citizens received
act-reception-visited = Visit recorded
act-reception-visit-bound = Outcome of a visit recorded
act-reception-visit-struck = Visit struck as recorded by mistake
act-reception-concluded = Conclusion notice of the reception
act-reception-names-opened = Names of visitors opened
act-reception-held-no-denunciation = Words of a visit said to be no denunciation
