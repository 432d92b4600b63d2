ended <= {at_{k}:DateTime('UTC')}
