type IN ('problem', 'question')
