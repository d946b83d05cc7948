-- A Third Party's messages by time: their ids ascend with it.
CREATE INDEX han_request_by_third_party ON han_request (third_party_id, id);
