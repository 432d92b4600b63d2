-- What `type` lets in by default, so that it need not be bound.
a.type IN ('problem', 'question')
