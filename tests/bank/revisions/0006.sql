BEGIN TRANSACTION;
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('0006');
CREATE TABLE document (
	name TEXT NOT NULL, 
	digest TEXT NOT NULL, 
	title TEXT NOT NULL, 
	kind TEXT NOT NULL, 
	date TEXT NOT NULL, 
	audience TEXT NOT NULL, 
	chapter TEXT NOT NULL, 
	tags TEXT NOT NULL, 
	extensions TEXT NOT NULL, 
	removed INTEGER NOT NULL, 
	seal TEXT NOT NULL, 
	PRIMARY KEY (name), 
	FOREIGN KEY(name, digest) REFERENCES document_text (name, digest)
)
 STRICT

;
INSERT INTO "document" VALUES('值班制度.txt','a4c29986cc88fc8da516decb2895d19ef0bf34d0bded981fdf8d0d1eafafe52a','值班制度','other','','[]','','["值班"]','{}',0,'7418a45794be4d0b2fb319f3f4e56a8cfa5860c97ff075f9b693928a02e5f5b1');
CREATE TABLE document_text (
	name TEXT NOT NULL, 
	digest TEXT NOT NULL, 
	text TEXT, 
	characters INTEGER NOT NULL, 
	format TEXT NOT NULL, 
	encoding TEXT NOT NULL, 
	seal TEXT NOT NULL, 
	PRIMARY KEY (name, digest)
)
 STRICT

;
INSERT INTO "document_text" VALUES('值班制度.txt','a4c29986cc88fc8da516decb2895d19ef0bf34d0bded981fdf8d0d1eafafe52a','值班人员每日两次巡查。',11,'txt','utf-8','50f4e9457f2c31ccb6b57f55cb3f19775f0bc7e5f99013f0ee2363552f06e411');
CREATE TABLE event (
	seq INTEGER NOT NULL, 
	op_id TEXT NOT NULL, 
	item TEXT NOT NULL, 
	revision INTEGER NOT NULL, 
	action TEXT NOT NULL, 
	actor TEXT NOT NULL, 
	at TEXT NOT NULL, 
	reason TEXT NOT NULL, 
	status TEXT NOT NULL, 
	later INTEGER NOT NULL, 
	deleted INTEGER NOT NULL, 
	body_hash TEXT NOT NULL, 
	prev_hash TEXT NOT NULL, 
	hash TEXT NOT NULL, 
	PRIMARY KEY (seq), 
	CONSTRAINT event_op_id UNIQUE (op_id), 
	CONSTRAINT event_item_revision UNIQUE (item, revision), 
	FOREIGN KEY(item) REFERENCES item (id)
)
 STRICT

;
INSERT INTO "event" VALUES(1,'draft/single_choice-1','single_choice-1',1,'draft','qbank','2026-03-02T08:00:00+00:00','','draft',0,0,'f4f69736ca89b3cc5e4cc4a303ac804e3a39fb197f28157e50ec7eb424c8c227','72c64b3661efa06c1832d01fc503fc58aec416e407b6686fea7bc36f7324e56a','bb48c794af07aa3245b351ea7069b273d36b26a23857c6ee92667deb0443dfd2');
INSERT INTO "event" VALUES(2,'draft/multiple_choice-1','multiple_choice-1',1,'draft','qbank','2026-03-02T08:00:00+00:00','','draft',0,0,'59537bc099a9eba5f340cbcb5a02aac9706d4b8ff4803dd3a9f565e5953d255e','bb48c794af07aa3245b351ea7069b273d36b26a23857c6ee92667deb0443dfd2','b38c34f06b2596a251ac69adc61c9184db168cfaa61c2f9ce7b4f068d666f746');
INSERT INTO "event" VALUES(3,'draft/true_false-1','true_false-1',1,'draft','qbank','2026-03-02T08:00:00+00:00','','draft',0,0,'89dc57a7fb3bedcafb1ef07f9cd56e1321a7263fe6e01938aedd19769ee0788a','b38c34f06b2596a251ac69adc61c9184db168cfaa61c2f9ce7b4f068d666f746','fce03f18cd03c6666bd3bb71df3f40ec43bbbfe892ebdea6ebedc7e4b779c615');
INSERT INTO "event" VALUES(4,'draft/fill_blank-1','fill_blank-1',1,'draft','qbank','2026-03-02T08:00:00+00:00','','draft',0,0,'b95b8c83d377b6534fc800b3b3e2a091ef3da12c1fe68cf31dfb4674cdc12232','fce03f18cd03c6666bd3bb71df3f40ec43bbbfe892ebdea6ebedc7e4b779c615','8b5ddcc6c345eaaa1e86eb76d213fdd3ddaa188577ab4106d24cbc922719d16b');
INSERT INTO "event" VALUES(5,'draft/short_answer-1','short_answer-1',1,'draft','qbank','2026-03-02T08:00:00+00:00','','draft',0,0,'fd9ec274d9b33e8b91aa92dd9a044d8f521636851536df24bdc9c9737d85255b','8b5ddcc6c345eaaa1e86eb76d213fdd3ddaa188577ab4106d24cbc922719d16b','c22cacb97fe5e9e636be0a7431927764c1a683e26d17eac0f26d5fd71d586a1e');
INSERT INTO "event" VALUES(6,'fix/single_choice-1/1','single_choice-1',2,'fix','编辑甲','2026-03-02T08:00:00+00:00','','accepted',0,0,'9c331796d5b1ff2dac8d83d9117360d525e3971bcea911ed0ec3227cbaf31365','c22cacb97fe5e9e636be0a7431927764c1a683e26d17eac0f26d5fd71d586a1e','1a57944ea691e96961439916c14bce9b9ccb09dfed02ff5e21811a4e4af35104');
INSERT INTO "event" VALUES(7,'retire/single_choice-1/2','single_choice-1',3,'retire','编辑甲','2026-03-02T08:00:00+00:00','','retired',0,0,'9c331796d5b1ff2dac8d83d9117360d525e3971bcea911ed0ec3227cbaf31365','1a57944ea691e96961439916c14bce9b9ccb09dfed02ff5e21811a4e4af35104','c89fa2285a225cafc155bb81faa15f3870a30b6063c12a6be541490ac6dea834');
INSERT INTO "event" VALUES(8,'accept/multiple_choice-1/1','multiple_choice-1',2,'accept','编辑甲','2026-03-02T08:00:00+00:00','','accepted',0,0,'59537bc099a9eba5f340cbcb5a02aac9706d4b8ff4803dd3a9f565e5953d255e','c89fa2285a225cafc155bb81faa15f3870a30b6063c12a6be541490ac6dea834','6f0b5f1acdd9bcdeb52cb63a72c512c276ed89e6d2e6ac7a89a5642e56042166');
INSERT INTO "event" VALUES(9,'reject/true_false-1/1','true_false-1',2,'reject','编辑甲','2026-03-02T08:00:00+00:00','','rejected',0,0,'89dc57a7fb3bedcafb1ef07f9cd56e1321a7263fe6e01938aedd19769ee0788a','6f0b5f1acdd9bcdeb52cb63a72c512c276ed89e6d2e6ac7a89a5642e56042166','4c3a08091c4136063154a2a4592a88265eefc2a5d56b5f72f0cdab25dfa77931');
INSERT INTO "event" VALUES(10,'delete/fill_blank-1/1','fill_blank-1',2,'delete','编辑甲','2026-03-02T08:00:00+00:00','','draft',0,1,'b95b8c83d377b6534fc800b3b3e2a091ef3da12c1fe68cf31dfb4674cdc12232','4c3a08091c4136063154a2a4592a88265eefc2a5d56b5f72f0cdab25dfa77931','e2a7ec4deb28ed4ead3c98182e8fe0acb9ed185f86a3d27ed56fd579a8a1aab8');
INSERT INTO "event" VALUES(11,'edit/short_answer-1/1','short_answer-1',2,'edit','编辑甲','2026-03-02T08:00:00+00:00','','draft',0,0,'a3b48ebd70db9c22abfe8ef8dd9ac6998c42908fb81ddd5c2670bbc4cef71887','e2a7ec4deb28ed4ead3c98182e8fe0acb9ed185f86a3d27ed56fd579a8a1aab8','6353164f406f905d21e7aacf4623ce37f3726f4992b0aa24481d160e3e1b5496');
INSERT INTO "event" VALUES(12,'undo/u1/edit/1','short_answer-1',3,'edit','编辑甲','2026-03-02T08:00:00+00:00','','draft',0,0,'fd9ec274d9b33e8b91aa92dd9a044d8f521636851536df24bdc9c9737d85255b','6353164f406f905d21e7aacf4623ce37f3726f4992b0aa24481d160e3e1b5496','040951b35af7c58642751abc9121c6e6f80d83e44cec477dbe43632334212b55');
INSERT INTO "event" VALUES(13,'redo/u2/edit/1','short_answer-1',4,'edit','编辑甲','2026-03-02T08:00:00+00:00','','draft',0,0,'a3b48ebd70db9c22abfe8ef8dd9ac6998c42908fb81ddd5c2670bbc4cef71887','040951b35af7c58642751abc9121c6e6f80d83e44cec477dbe43632334212b55','43e6af2fc3d3f5e956fdca53b509a58e216d3eb6a21c799ae2045c362ed0d05e');
CREATE TABLE handout (
	id TEXT NOT NULL, 
	at TEXT NOT NULL, 
	actor TEXT NOT NULL, 
	format TEXT NOT NULL, 
	profile TEXT NOT NULL, 
	file TEXT NOT NULL, 
	digest TEXT NOT NULL, 
	items INTEGER NOT NULL, 
	seal TEXT NOT NULL, 
	PRIMARY KEY (id)
)
 STRICT

;
INSERT INTO "handout" VALUES('h1','2026-11-26T09:00:00+00:00','编辑甲','xlsx','kaoshibao','三月.xlsx','dddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddd',1,'66ea45e70acea3698df2c3da40571d8662e6498e7a51e0f5795090a05329909a');
CREATE TABLE handout_item (
	handout TEXT NOT NULL, 
	item TEXT NOT NULL, 
	revision INTEGER NOT NULL, 
	PRIMARY KEY (handout, item), 
	FOREIGN KEY(handout) REFERENCES handout (id), 
	FOREIGN KEY(item) REFERENCES item (id)
)
 STRICT

;
INSERT INTO "handout_item" VALUES('h1','single_choice-1',2);
CREATE TABLE issue (
	id TEXT NOT NULL, 
	exam TEXT NOT NULL, 
	day TEXT NOT NULL, 
	order_digest TEXT NOT NULL, 
	actor TEXT NOT NULL, 
	at TEXT NOT NULL, 
	form TEXT NOT NULL, 
	seal TEXT NOT NULL, 
	PRIMARY KEY (id)
)
 STRICT

;
INSERT INTO "issue" VALUES('e1-A','e1','2026-03-31','0000000000000000000000000000000000000000000000000000000000000000','编辑甲','2026-03-02T08:00:00+00:00','{"blueprint":"月考","id":"e1-A","minutes":60,"name":"A","schema":1,"sections":[{"heading":"多选题","items":[{"item":"multiple_choice-1","marks":2.0,"order":"BADC","revision":2}],"marks":2.0}],"title":"三月月考"}','5578713e932f47d448b08aa6d449591b87ba87eaead6ef5c2b82c11dbd40ed37');
CREATE TABLE issue_item (
	issue TEXT NOT NULL, 
	item TEXT NOT NULL, 
	revision INTEGER NOT NULL, 
	PRIMARY KEY (issue, item), 
	FOREIGN KEY(issue) REFERENCES issue (id), 
	FOREIGN KEY(item) REFERENCES item (id)
)
 STRICT

;
INSERT INTO "issue_item" VALUES('e1-A','multiple_choice-1',2);
CREATE TABLE item (
	id TEXT NOT NULL, 
	type TEXT NOT NULL, 
	status TEXT NOT NULL, 
	revision INTEGER NOT NULL, 
	later INTEGER NOT NULL, 
	deleted INTEGER NOT NULL, 
	priority REAL NOT NULL, 
	pattern TEXT NOT NULL, 
	document TEXT NOT NULL, 
	chapter TEXT NOT NULL, 
	difficulty TEXT NOT NULL, 
	content INTEGER NOT NULL, 
	PRIMARY KEY (id)
)
 STRICT

;
INSERT INTO "item" VALUES('single_choice-1','single_choice','retired',3,0,0,0.0,'','','','medium',2);
INSERT INTO "item" VALUES('multiple_choice-1','multiple_choice','accepted',2,0,0,0.0,'','','','medium',1);
INSERT INTO "item" VALUES('true_false-1','true_false','rejected',2,0,0,0.0,'','','','medium',1);
INSERT INTO "item" VALUES('fill_blank-1','fill_blank','draft',2,0,1,0.0,'','','','medium',1);
INSERT INTO "item" VALUES('short_answer-1','short_answer','draft',4,0,0,0.0,'','','','medium',4);
CREATE TABLE item_source (
	item TEXT NOT NULL, 
	position INTEGER NOT NULL, 
	document TEXT NOT NULL, 
	digest TEXT NOT NULL, 
	start INTEGER NOT NULL, 
	"end" INTEGER NOT NULL, 
	PRIMARY KEY (item, position), 
	FOREIGN KEY(item) REFERENCES item (id)
)
 STRICT

;
CREATE TABLE item_statistics (
	recording INTEGER NOT NULL, 
	item TEXT NOT NULL, 
	revision INTEGER NOT NULL, 
	n INTEGER NOT NULL, 
	facility REAL NOT NULL, 
	facility_low REAL NOT NULL, 
	facility_high REAL NOT NULL, 
	discrimination REAL, 
	discrimination_low REAL, 
	discrimination_high REAL, 
	guess REAL, 
	flags TEXT NOT NULL, 
	seal TEXT NOT NULL, 
	PRIMARY KEY (recording, item, revision), 
	FOREIGN KEY(recording) REFERENCES recording (number), 
	FOREIGN KEY(item) REFERENCES item (id)
)
 STRICT

;
INSERT INTO "item_statistics" VALUES(1,'multiple_choice-1',2,86,0.3125,0.22,0.42,-0.08,-0.29,0.13,0.25,'[{"code":"mis-key","option":"b","sure":true,"value":0.21}]','f10ce0730d402dfe928a95675c83a786d619e04c4249f14077306415e5b98cf0');
INSERT INTO "item_statistics" VALUES(1,'single_choice-1',2,86,0.95,0.88,0.98,NULL,NULL,NULL,NULL,'[]','89e7dd03f7b6dc7864168410e92f8cb9eca14ff534331520e212f936636b7fd1');
CREATE TABLE item_stimulus (
	item TEXT NOT NULL, 
	stimulus TEXT NOT NULL, 
	PRIMARY KEY (item), 
	FOREIGN KEY(item) REFERENCES item (id), 
	FOREIGN KEY(stimulus) REFERENCES stimulus (id)
)
 STRICT

;
INSERT INTO "item_stimulus" VALUES('short_answer-1','s1');
CREATE TABLE item_tag (
	item TEXT NOT NULL, 
	tag TEXT NOT NULL, 
	PRIMARY KEY (item, tag), 
	FOREIGN KEY(item) REFERENCES item (id)
)
 STRICT

;
INSERT INTO "item_tag" VALUES('multiple_choice-1','值班');
INSERT INTO "item_tag" VALUES('true_false-1','值班');
INSERT INTO "item_tag" VALUES('fill_blank-1','值班');
INSERT INTO "item_tag" VALUES('single_choice-1','值班');
INSERT INTO "item_tag" VALUES('short_answer-1','值班');
CREATE TABLE item_text (
	number INTEGER NOT NULL, 
	item TEXT NOT NULL, 
	text TEXT NOT NULL, 
	PRIMARY KEY (number), 
	CONSTRAINT item_text_item UNIQUE (item), 
	FOREIGN KEY(item) REFERENCES item (id)
)
 STRICT

;
INSERT INTO "item_text" VALUES(1,'single_choice-1','改过的题干( )
10日
15日
30日
60日
值班 ');
INSERT INTO "item_text" VALUES(2,'multiple_choice-1','安全管理工作坚持的“三道关口”包括哪些?
隐患排查
应急演练
风险评估
整改复查
值班 ');
INSERT INTO "item_text" VALUES(3,'true_false-1','对检查结果有异议的,应当自收到通知之日起五日内以口头形式申请复核。
正确
错误
值班 ');
INSERT INTO "item_text" VALUES(4,'fill_blank-1','值班人员应当做到不脱岗、____、____。
不串岗
不睡岗
值班 ');
INSERT INTO "item_text" VALUES(5,'short_answer-1','方案提出了哪些保障措施?
加强组织领导
落实经费保障
严格考核评价
注重总结推广
值班 ');
CREATE TABLE item_version (
	item TEXT NOT NULL, 
	revision INTEGER NOT NULL, 
	body TEXT NOT NULL, 
	body_hash TEXT NOT NULL, 
	PRIMARY KEY (item, revision), 
	FOREIGN KEY(item) REFERENCES item (id)
)
 STRICT

;
INSERT INTO "item_version" VALUES('single_choice-1',1,'{"audience":[],"chapter":"","difficulty":"medium","extensions":{},"id":"single_choice-1","key":["o3"],"options":[{"id":"o1","reason":"相邻数值","text":"10日"},{"id":"o2","reason":"相邻数值","text":"15日"},{"id":"o3","text":"30日"},{"id":"o4","reason":"相邻数值","text":"60日"}],"pattern":"","priority":0.0,"rationale":"值班 ","sources":[],"stem":"受理申请的部门应当自收到申请之日起多少日内作出答复？","tags":["值班"],"type":"single_choice"}','f4f69736ca89b3cc5e4cc4a303ac804e3a39fb197f28157e50ec7eb424c8c227');
INSERT INTO "item_version" VALUES('multiple_choice-1',1,'{"audience":[],"chapter":"","difficulty":"medium","extensions":{},"id":"multiple_choice-1","key":["o1","o3","o4"],"marking":{"rule":"part","table":[0.5]},"options":[{"id":"o1","text":"隐患排查"},{"id":"o2","reason":"同文另一列举中的成员","text":"应急演练"},{"id":"o3","text":"风险评估"},{"id":"o4","text":"整改复查"}],"pattern":"","priority":0.0,"rationale":"值班 ","sources":[],"stem":"安全管理工作坚持的“三道关口”包括哪些？","tags":["值班"],"type":"multiple_choice"}','59537bc099a9eba5f340cbcb5a02aac9706d4b8ff4803dd3a9f565e5953d255e');
INSERT INTO "item_version" VALUES('true_false-1',1,'{"audience":[],"chapter":"","difficulty":"medium","extensions":{},"id":"true_false-1","key":false,"pattern":"","priority":0.0,"rationale":"值班 ","sources":[],"stem":"对检查结果有异议的，应当自收到通知之日起五日内以口头形式申请复核。","tags":["值班"],"type":"true_false"}','89dc57a7fb3bedcafb1ef07f9cd56e1321a7263fe6e01938aedd19769ee0788a');
INSERT INTO "item_version" VALUES('fill_blank-1',1,'{"any_order":true,"audience":[],"chapter":"","difficulty":"medium","extensions":{},"id":"fill_blank-1","key":[["不串岗"],["不睡岗"]],"pattern":"","priority":0.0,"rationale":"值班 ","sources":[],"stem":"值班人员应当做到不脱岗、____、____。","tags":["值班"],"type":"fill_blank"}','b95b8c83d377b6534fc800b3b3e2a091ef3da12c1fe68cf31dfb4674cdc12232');
INSERT INTO "item_version" VALUES('short_answer-1',1,'{"audience":[],"chapter":"","difficulty":"medium","extensions":{},"id":"short_answer-1","key":[{"marks":1.0,"text":"加强组织领导"},{"marks":1.0,"text":"落实经费保障"},{"marks":1.0,"text":"严格考核评价"},{"marks":1.0,"text":"注重总结推广"}],"pattern":"","priority":0.0,"rationale":"值班 ","sources":[],"stem":"方案提出了哪些保障措施？","tags":["值班"],"type":"short_answer"}','fd9ec274d9b33e8b91aa92dd9a044d8f521636851536df24bdc9c9737d85255b');
INSERT INTO "item_version" VALUES('single_choice-1',2,'{"audience":[],"chapter":"","difficulty":"medium","extensions":{},"id":"single_choice-1","key":["o3"],"options":[{"id":"o1","reason":"相邻数值","text":"10日"},{"id":"o2","reason":"相邻数值","text":"15日"},{"id":"o3","text":"30日"},{"id":"o4","reason":"相邻数值","text":"60日"}],"pattern":"","priority":0.0,"rationale":"值班 ","sources":[],"stem":"改过的题干（　）","tags":["值班"],"type":"single_choice"}','9c331796d5b1ff2dac8d83d9117360d525e3971bcea911ed0ec3227cbaf31365');
INSERT INTO "item_version" VALUES('short_answer-1',2,'{"audience":[],"chapter":"","difficulty":"medium","extensions":{},"id":"short_answer-1","key":[{"marks":1.0,"text":"加强组织领导"},{"marks":1.0,"text":"落实经费保障"},{"marks":1.0,"text":"严格考核评价"},{"marks":1.0,"text":"注重总结推广"}],"pattern":"","priority":0.0,"rationale":"值班 ","sources":[],"stem":"方案提出了哪些保障措施？","stimulus":"s1","tags":["值班"],"type":"short_answer"}','a3b48ebd70db9c22abfe8ef8dd9ac6998c42908fb81ddd5c2670bbc4cef71887');
INSERT INTO "item_version" VALUES('short_answer-1',3,'{"audience":[],"chapter":"","difficulty":"medium","extensions":{},"id":"short_answer-1","key":[{"marks":1.0,"text":"加强组织领导"},{"marks":1.0,"text":"落实经费保障"},{"marks":1.0,"text":"严格考核评价"},{"marks":1.0,"text":"注重总结推广"}],"pattern":"","priority":0.0,"rationale":"值班 ","sources":[],"stem":"方案提出了哪些保障措施？","tags":["值班"],"type":"short_answer"}','fd9ec274d9b33e8b91aa92dd9a044d8f521636851536df24bdc9c9737d85255b');
INSERT INTO "item_version" VALUES('short_answer-1',4,'{"audience":[],"chapter":"","difficulty":"medium","extensions":{},"id":"short_answer-1","key":[{"marks":1.0,"text":"加强组织领导"},{"marks":1.0,"text":"落实经费保障"},{"marks":1.0,"text":"严格考核评价"},{"marks":1.0,"text":"注重总结推广"}],"pattern":"","priority":0.0,"rationale":"值班 ","sources":[],"stem":"方案提出了哪些保障措施？","stimulus":"s1","tags":["值班"],"type":"short_answer"}','a3b48ebd70db9c22abfe8ef8dd9ac6998c42908fb81ddd5c2670bbc4cef71887');
CREATE TABLE kept_item (
	op_id TEXT NOT NULL, 
	item TEXT NOT NULL, 
	revision INTEGER NOT NULL, 
	seen INTEGER NOT NULL, 
	actor TEXT NOT NULL, 
	at TEXT NOT NULL, 
	reason TEXT NOT NULL, 
	keeps INTEGER NOT NULL, 
	seal TEXT NOT NULL, 
	PRIMARY KEY (op_id), 
	FOREIGN KEY(item) REFERENCES item (id)
)
 STRICT

;
INSERT INTO "kept_item" VALUES('k1','multiple_choice-1',2,1,'乙','2026-03-02T08:00:00+00:00','是这样教的',1,'f94ed33955d7ad3786cb147db6028123fc6c5b5eeaf370199f716111f1fad65a');
CREATE TABLE kept_pair (
	one TEXT NOT NULL, 
	other TEXT NOT NULL, 
	actor TEXT NOT NULL, 
	at TEXT NOT NULL, 
	seal TEXT NOT NULL, 
	PRIMARY KEY (one, other), 
	FOREIGN KEY(one) REFERENCES item (id), 
	FOREIGN KEY(other) REFERENCES item (id)
)
 STRICT

;
INSERT INTO "kept_pair" VALUES('short_answer-1','single_choice-1','甲','2026-03-02T08:00:00+00:00','0e3737a1c52f3016a13fd55752323831d27cbae31130b90696c3c9fb94af2314');
CREATE TABLE meta (
	"key" TEXT NOT NULL, 
	value TEXT NOT NULL, 
	PRIMARY KEY ("key")
)
 STRICT

;
INSERT INTO "meta" VALUES('id','02e4ecf0c83f4ba9a98163c0f11fe617');
INSERT INTO "meta" VALUES('created','2026-03-02T08:00:00+00:00');
INSERT INTO "meta" VALUES('saves','29');
CREATE TABLE note (
	item TEXT NOT NULL, 
	text TEXT NOT NULL, 
	actor TEXT NOT NULL, 
	at TEXT NOT NULL, 
	seal TEXT NOT NULL, 
	PRIMARY KEY (item), 
	FOREIGN KEY(item) REFERENCES item (id)
)
 STRICT

;
INSERT INTO "note" VALUES('short_answer-1','等业务科回话','甲','2026-03-02T08:00:00+00:00','7080fe299570805c24c31dfa894195efe2f5243e685a14080b0c6603239dad72');
CREATE TABLE opinion (
	op_id TEXT NOT NULL, 
	item TEXT NOT NULL, 
	revision INTEGER NOT NULL, 
	reader TEXT NOT NULL, 
	verdict TEXT NOT NULL, 
	reason TEXT NOT NULL, 
	at TEXT NOT NULL, 
	final INTEGER NOT NULL, 
	seal TEXT NOT NULL, 
	PRIMARY KEY (op_id), 
	FOREIGN KEY(item) REFERENCES item (id)
)
 STRICT

;
INSERT INTO "opinion" VALUES('op-second','single_choice-1',2,'乙','reject','题干不清','2026-03-02T09:00:00+00:00',0,'35321ca4b3d1dddda0c720b821121a597810f0cbd7a13a3effff2e5d24ee331f');
CREATE TABLE recording (
	number INTEGER NOT NULL, 
	sitting TEXT NOT NULL, 
	name TEXT NOT NULL, 
	date TEXT NOT NULL, 
	digest TEXT NOT NULL, 
	items INTEGER NOT NULL, 
	withdrawn INTEGER NOT NULL, 
	actor TEXT NOT NULL, 
	at TEXT NOT NULL, 
	rows TEXT NOT NULL, 
	seal TEXT NOT NULL, 
	PRIMARY KEY (number)
)
 STRICT

;
INSERT INTO "recording" VALUES(1,'s1','三月周测','2026-03-15','eeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeee',2,0,'甲','2026-03-02T08:00:00+00:00','ebabd36a7a3958d935122cc4b41123c719f61418dce1a17fa08c6397c418c4ae','c5c0b9f192eb32fc9394c9ea740f0b42714c861034f1fb648eaff2f892837f7e');
CREATE TABLE setting (
	"key" TEXT NOT NULL, 
	value TEXT NOT NULL, 
	seal TEXT NOT NULL, 
	PRIMARY KEY ("key")
)
 STRICT

;
INSERT INTO "setting" VALUES('语言','zh','cc11302abf1c13bb08790ad599f57888379ea7e167c2ba68bea8fb3bc434ad26');
CREATE TABLE stimulus (
	id TEXT NOT NULL, 
	body TEXT NOT NULL, 
	body_hash TEXT NOT NULL, 
	PRIMARY KEY (id)
)
 STRICT

;
INSERT INTO "stimulus" VALUES('s1','{"extensions":{},"id":"s1","sources":[{"digest":"a4c29986cc88fc8da516decb2895d19ef0bf34d0bded981fdf8d0d1eafafe52a","document":"值班制度.txt","end":11,"start":0,"text":"值班人员每日两次巡查。"}],"text":"值班人员每日两次巡查。"}','fab371235b1bf1a6b09c3b0dd985b257054de348830d263ac1fc8e5c8882406d');
CREATE TABLE unsaved (
	actor TEXT NOT NULL, 
	item TEXT NOT NULL, 
	base_revision INTEGER NOT NULL, 
	data TEXT NOT NULL, 
	seal TEXT NOT NULL, 
	PRIMARY KEY (actor, item)
)
 STRICT

;
INSERT INTO "unsaved" VALUES('甲','short_answer-1',2,'{"stem":"写了一半"}','e1f2577caee8500a5720825b13472c642ba677bda609d044cecefcee0168bfe5');
CREATE INDEX item_review ON item (deleted, status, priority DESC, id);
CREATE INDEX item_document ON item (document);
CREATE INDEX item_source_place ON item_source (digest, start);
CREATE INDEX item_tag_tag ON item_tag (tag);
CREATE TRIGGER document_text_no_update BEFORE UPDATE ON document_text WHEN old.text IS NOT NULL OR old.name != new.name OR old.digest != new.digest BEGIN SELECT RAISE(ABORT, 'document_text is history'); END;
CREATE TRIGGER document_text_no_delete BEFORE DELETE ON document_text  BEGIN SELECT RAISE(ABORT, 'document_text is history'); END;
CREATE TRIGGER item_version_no_update BEFORE UPDATE ON item_version  BEGIN SELECT RAISE(ABORT, 'item_version is history'); END;
CREATE TRIGGER item_version_no_delete BEFORE DELETE ON item_version  BEGIN SELECT RAISE(ABORT, 'item_version is history'); END;
CREATE TRIGGER event_no_update BEFORE UPDATE ON event  BEGIN SELECT RAISE(ABORT, 'event is history'); END;
CREATE TRIGGER event_no_delete BEFORE DELETE ON event  BEGIN SELECT RAISE(ABORT, 'event is history'); END;
CREATE INDEX item_stimulus_stimulus ON item_stimulus (stimulus);
CREATE TRIGGER stimulus_no_update BEFORE UPDATE ON stimulus  BEGIN SELECT RAISE(ABORT, 'stimulus is history'); END;
CREATE TRIGGER stimulus_no_delete BEFORE DELETE ON stimulus  BEGIN SELECT RAISE(ABORT, 'stimulus is history'); END;
CREATE INDEX opinion_item ON opinion (item);
CREATE INDEX item_order ON item (deleted, priority DESC, id, status, later, document, type, pattern, difficulty);
CREATE INDEX item_progress ON item (deleted, document, status, later);
CREATE INDEX event_actor ON event (actor, seq);
CREATE TRIGGER opinion_no_update BEFORE UPDATE ON opinion  BEGIN SELECT RAISE(ABORT, 'opinion is history'); END;
CREATE TRIGGER opinion_no_delete BEFORE DELETE ON opinion  BEGIN SELECT RAISE(ABORT, 'opinion is history'); END;
CREATE INDEX handout_item_item ON handout_item (item);
CREATE TRIGGER handout_no_update BEFORE UPDATE ON handout  BEGIN SELECT RAISE(ABORT, 'handout is history'); END;
CREATE TRIGGER handout_no_delete BEFORE DELETE ON handout  BEGIN SELECT RAISE(ABORT, 'handout is history'); END;
CREATE TRIGGER handout_item_no_update BEFORE UPDATE ON handout_item  BEGIN SELECT RAISE(ABORT, 'handout_item is history'); END;
CREATE TRIGGER handout_item_no_delete BEFORE DELETE ON handout_item  BEGIN SELECT RAISE(ABORT, 'handout_item is history'); END;
CREATE INDEX recording_sitting ON recording (sitting, number);
CREATE INDEX item_statistics_item ON item_statistics (item);
CREATE INDEX kept_item_item ON kept_item (item);
CREATE TRIGGER recording_no_update BEFORE UPDATE ON recording  BEGIN SELECT RAISE(ABORT, 'recording is history'); END;
CREATE TRIGGER recording_no_delete BEFORE DELETE ON recording  BEGIN SELECT RAISE(ABORT, 'recording is history'); END;
CREATE TRIGGER item_statistics_no_update BEFORE UPDATE ON item_statistics  BEGIN SELECT RAISE(ABORT, 'item_statistics is history'); END;
CREATE TRIGGER item_statistics_no_delete BEFORE DELETE ON item_statistics  BEGIN SELECT RAISE(ABORT, 'item_statistics is history'); END;
CREATE TRIGGER kept_item_no_update BEFORE UPDATE ON kept_item  BEGIN SELECT RAISE(ABORT, 'kept_item is history'); END;
CREATE TRIGGER kept_item_no_delete BEFORE DELETE ON kept_item  BEGIN SELECT RAISE(ABORT, 'kept_item is history'); END;
CREATE INDEX issue_item_item ON issue_item (item);
CREATE TRIGGER issue_no_update BEFORE UPDATE ON issue  BEGIN SELECT RAISE(ABORT, 'issue is history'); END;
CREATE TRIGGER issue_no_delete BEFORE DELETE ON issue  BEGIN SELECT RAISE(ABORT, 'issue is history'); END;
CREATE TRIGGER issue_item_no_update BEFORE UPDATE ON issue_item  BEGIN SELECT RAISE(ABORT, 'issue_item is history'); END;
CREATE TRIGGER issue_item_no_delete BEFORE DELETE ON issue_item  BEGIN SELECT RAISE(ABORT, 'issue_item is history'); END;
COMMIT;
PRAGMA application_id=1363308139;
PRAGMA user_version=6;
