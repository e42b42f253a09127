"""stub"""
from dragoman.model.merged import *
def telling_of(finding, record):
    return Telling(finding=finding.id, kind=type(finding).__name__.lower(), document=record.document.id, type=getattr(finding,"type",None),
      actors=tuple(sorted({r.country or r.actor for r in getattr(finding,"actors",())})), recipients=tuple(sorted({r.country or r.actor for r in getattr(finding,"recipients",())})),
      earliest=finding.date.earliest if getattr(finding,"date",None) else None)
def keys_of(t): return frozenset([f"{t.kind}|{t.type}|{t.actors}|{t.recipients}|{t.earliest}"]) if t.kind=="event" else frozenset()
def gather(tellings, decisions):
    g={}
    for t in tellings: g.setdefault((*keys_of(t),) if t.kind=="event" else t.finding,[]).append(t.finding)
    return tuple(Component(groups=(tuple(sorted(v)),)) for k,v in sorted(g.items(),key=str))
def merged(members):
    m=min(members,key=lambda m:m.finding.id)
    return Merged(id=m.finding.id, kind=type(m.finding).__name__.lower(), finding=m.finding, names=dict(m.names), countries=dict(m.countries), findings=tuple(sorted(x.finding.id for x in members)),
      reports=tuple(sorted({x.report.document for x in members})), background_reports=(), outlets=tuple(sorted({o for x in members for o in x.report.outlets})))
