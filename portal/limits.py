"""How much one visitor may ask for at a time. The filters' own limits stand beside them."""

QUERY_STRING_BYTES = 4096
QUERY_PARAMETERS = 50
REQUESTS_PER_MINUTE = 600
ADDRESSES_REMEMBERED = 10_000
SIGN_INS_PER_MINUTE = 5
SIGN_INS_PER_HOUR = 20
